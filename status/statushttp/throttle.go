package statushttp

import (
	"net/http"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/unit"
)

// throttles returns the verdict on an answer that throttles. Of a success no body
// is read unless one of its cases throttles, and only if its length is known.
func (p *Policy) throttles(resp *http.Response) (v Verdict, yes bool) {
	if status.ClassOf(resp.StatusCode) == status.ClassSuccessful {
		c := p.catalog()
		if row := c.Row(resp.StatusCode); !row.Kind.IsThrottled() && !anyThrottles(row.When) && !anyThrottles(c.When) {
			return v, false
		}
		if resp.ContentLength < 0 {
			bodiless := *p
			bodiless.BodyLimit = -1
			p = &bodiless
		}
	}
	v = p.Classify(resp)
	return v, v.Kind.IsThrottled()
}

func anyThrottles(list []status.Case) bool {
	for i := range list {
		if list[i].Kind.IsThrottled() {
			return true
		}
	}
	return false
}

// nothingLeft returns how long it is until a limit of which an answer says that
// nothing remains is whole again; 0 if there is none.
func (p *Policy) nothingLeft(resp *http.Response) (wait time.Duration) {
	limits := p.catalog().Limits
	for i := range limits {
		values := resp.Header[limits[i].Remaining]
		if len(values) == 0 {
			continue
		}
		if n, _, ok := unit.Read(status.UnitSeconds, strings.TrimSpace(values[0])); ok && n == 0 {
			m := matcher{resp: resp} // which reads no body
			d, _ := p.read(&m, &limits[i].Reset)
			wait = max(wait, d)
		}
	}
	return wait
}
