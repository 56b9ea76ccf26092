package statushttp

import (
	"net/http"
	"strings"
	"time"
)

// parseTime is http.ParseTime. It is asked for every wait that ends at a time,
// and for the Date beside it, and reads the form that servers write today
// several times as fast; the rest is left to http.ParseTime.
func parseTime(s string) (time.Time, error) {
	if t, ok := fixDate(s); ok {
		return t, nil
	}
	return http.ParseTime(s)
}

// fixDate reads the preferred form of RFC 9110, section 5.6.7:
// "Sun, 06 Nov 1994 08:49:37 GMT".
func fixDate(s string) (time.Time, bool) {
	if len(s) != len(http.TimeFormat) || s[3:5] != ", " || s[7] != ' ' || s[11] != ' ' || s[16] != ' ' ||
		s[19] != ':' || s[22] != ':' || s[25:] != " GMT" {
		return time.Time{}, false
	}
	weekday, month := strings.Index("SunMonTueWedThuFriSat", s[:3]), strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", s[8:11])
	day, year, hour, minute, second := digits(s[5:7]), digits(s[12:16]), digits(s[17:19]), digits(s[20:22]), digits(s[23:25])
	if weekday < 0 || weekday%3 > 0 || month < 0 || month%3 > 0 || day < 1 || year < 0 ||
		hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month/3+1), day, hour, minute, second, 0, time.UTC)
	return t, t.Day() == day
}

// digits reads a few digits; it is negative if there is anything else.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
