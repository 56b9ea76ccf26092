package statushttp

import (
	"cmp"
	"net/http"
	"time"

	"github.com/statuscat/statuscat/status"
)

// Classify returns what a response means at a vendor. It reads the body only
// where the catalog has a case or a wait for this very code that stands in
// it, at most DefaultBodyLimit bytes of it, and puts it back: afterwards
// resp.Body reads as if nothing had happened. That read waits for so many bytes or
// for the end of the body, also of one that the server sends bit by bit. The
// response must not be nil.
//
// It is Policy.Classify with the default settings.
func Classify(catalog *status.Catalog, resp *http.Response) Verdict {
	p := Policy{Catalog: catalog}
	return p.Classify(resp)
}

// The settings of a zero Policy.
const (
	// DefaultBodyLimit is how much of a body is read for criteria, messages
	// and waits: 64 KiB.
	DefaultBodyLimit = 64 << 10
	// DefaultMaxWait bounds a wait for which the catalog has no bound. A
	// longer wait that the catalog itself asks for stands.
	DefaultMaxWait = time.Hour
)

// Policy decides about responses of one vendor. Only Catalog has to be set. A
// Policy must not be changed while it is in use.
type Policy struct {
	Catalog *status.Catalog

	// BodyLimit is how many bytes of a body are read at most; 0 is
	// DefaultBodyLimit, and a negative number is none. Fields beyond it count
	// as absent.
	BodyLimit int

	// MaxWait bounds every wait, also where the catalog or the answer says
	// more; 0 is the catalog's bound, or else DefaultMaxWait.
	MaxWait time.Duration

	// Now is the clock; nil is time.Now. A response with a Date header is
	// measured by that instead.
	Now func() time.Time
}

// Classify returns what a response means; see the function Classify.
func (p *Policy) Classify(resp *http.Response) (v Verdict) {
	c := p.Catalog
	m := matcher{resp: resp, limit: p.bodyLimit()}
	row := c.Row(resp.StatusCode)
	v.Catalog, v.Code, v.Kind, v.Retry = c, resp.StatusCode, row.Kind, row.Retry
	own, override := m.first(row.When), m.first(c.When)
	if own != nil {
		v.Case, v.Kind, v.Retry = own.Name, own.Kind, own.Retry
	}
	if override != nil {
		v.VendorCase = override.Name
		v.Kind, v.Retry = cmp.Or(override.Kind, v.Kind), cmp.Or(override.Retry, v.Retry)
	}
	v.Fault = v.Kind.Fault()
	if v.Retry.IsRetryable() {
		v.Wait, v.Told, v.MaxWait = p.wait(&m, advice(c, v.Code, row, own, override))
	}
	return v
}

// advice returns the wait that counts of those that the catalog has for a code,
// given its row and the cases that matched, which may be nil.
func advice(c *status.Catalog, code int, row *status.Info, own, override *status.Case) *status.Wait {
	wait := &row.Wait
	switch {
	case own != nil:
		wait = &own.Wait
	case !c.Wait.IsZero() && !c.IsDocumented(code):
		wait = &c.Wait
	}
	switch {
	case override == nil:
	case !override.Wait.IsZero():
		wait = &override.Wait
	case wait.IsZero():
		// The code is not retried by itself and has no wait of its own.
		wait = &c.Wait
	}
	return wait
}

func (p *Policy) bodyLimit() int {
	switch {
	case p.BodyLimit == 0:
		return DefaultBodyLimit
	case p.BodyLimit < 0:
		return 0
	}
	return p.BodyLimit
}
