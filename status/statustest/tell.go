package statustest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/statuscat/statuscat/status"
)

// tell has an answer say how long to wait, at the place and in the unit of a
// source. A wait is rounded up to what the unit can say.
func (a *Answer) tell(s *status.WaitSource, wait time.Duration, now time.Time) {
	text := waitText(s.Unit, wait, now)
	if s.Header != "" {
		a.Header.Set(s.Header, s.After+text)
		return
	}
	var doc any
	if !CanHaveBody(a.Method, a.Code) || a.Body != "" && json.Unmarshal([]byte(a.Body), &doc) != nil {
		return // there is no place in it
	}
	body, _ := json.Marshal(put(doc, s.Body, s.After+text)) // what was decoded encodes
	a.Body = string(body)
}

// waitText writes a wait in a unit, as its documentation shows it.
func waitText(unit status.Unit, wait time.Duration, now time.Time) string {
	up := func(d, step time.Duration) int64 { return int64((d + step - 1) / step) }
	end := now.Add(wait)
	whole := end.Add(time.Second - 1).Truncate(time.Second).UTC()
	switch unit {
	case status.UnitMilliseconds:
		return strconv.FormatInt(up(wait, time.Millisecond), 10)
	case status.UnitEpochSeconds:
		return strconv.FormatInt(whole.Unix(), 10)
	case status.UnitEpochMilliseconds:
		return strconv.FormatInt(end.Add(time.Millisecond-1).UnixMilli(), 10)
	case status.UnitHTTPDate:
		return whole.Format(http.TimeFormat)
	case status.UnitDuration:
		return wait.String()
	case status.UnitRFC3339:
		return end.UTC().Format(time.RFC3339Nano)
	case status.UnitRateLimit:
		return `"default";r=0;t=` + strconv.FormatInt(up(wait, time.Second), 10)
	case status.UnitRetryAfter, status.UnitSeconds:
	}
	return strconv.FormatInt(up(wait, time.Second), 10)
}
