package statustest

import (
	"encoding/json"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
)

// tell has an answer say how long to wait, at the place and in the unit of a
// source. A wait is rounded up to what the unit can say.
func (a *Answer) tell(s *status.WaitSource, wait time.Duration, now time.Time) {
	if !s.Refill.IsZero() || len(s.When) > 0 || s.Field != "" {
		return // what else must hold is in examples only
	}
	text := unit.Write(s.Unit, wait, now)
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
