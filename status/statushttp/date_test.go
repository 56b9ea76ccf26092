package statushttp

import (
	"net/http"
	"testing"
	"time"
)

var dates = []string{
	"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
	"Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Sat, 01 Jan 0000 00:00:00 GMT",
	"Thu, 29 Feb 2024 00:00:00 GMT", "Sat, 29 Feb 2025 00:00:00 GMT", "Fri, 31 Apr 2026 00:00:00 GMT", "Mon, 00 Jan 2026 00:00:00 GMT",
	"Mon, 32 Jan 2026 00:00:00 GMT", "Wed, 06 Nov 1994 08:49:37 GMT", "sun, 06 nov 1994 08:49:37 GMT", "unM, 06 Nov 1994 08:49:37 GMT",
	"Sun, 06 anF 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 23:60:00 GMT", "Sat, 31 Dec 2016 23:59:60 GMT",
	"Sun, +6 Nov 1994 08:49:37 GMT", "Sun,  6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov -994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
	"Sun, 06 Nov 1994 08:49:37 gmt", "Sun, 06 Nov 1994 08.49.37 GMT", "Sun. 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ", "",
}

// The shortcut is one: it reads nothing that http.ParseTime does not, and the
// same time.
func TestParseTime(t *testing.T) {
	for _, s := range dates {
		sameTime(t, s)
	}
	// Every day of the years about the leap years, each at another time of day.
	for d := time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2005; d = d.Add(25*time.Hour + 61*time.Second) {
		s := d.Format(http.TimeFormat)
		if _, ok := fixDate(s); !ok {
			t.Errorf("%q takes the long way", s)
		}
		sameTime(t, s)
	}
}

func FuzzParseTime(f *testing.F) {
	for _, s := range dates {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { sameTime(t, s) })
}

func sameTime(t *testing.T, s string) {
	t.Helper()
	got, err := parseTime(s)
	want, wantErr := http.ParseTime(s)
	if !got.Equal(want) || got.String() != want.String() || (err == nil) != (wantErr == nil) {
		t.Errorf("%q is %v (%v), http.ParseTime says %v (%v)", s, got, err, want, wantErr)
	}
}
