package statushttp

import (
	"cmp"
	"net/http"

	"github.com/statuscat/statuscat/status"
)

// Classify returns what a response means at a vendor. It reads the body only
// where the catalog has a case or a wait for this very code that stands in
// it, at most DefaultBodyLimit bytes of it, and puts it back: afterwards
// resp.Body reads as if nothing had happened. That read waits for so many bytes,
// for the end of the body, or for the end of the request's context, whichever
// comes first; what has not come then counts as absent. The response must not
// be nil.
//
// It is Policy.Classify with the default settings.
func Classify(catalog *status.Catalog, resp *http.Response) Verdict {
	p := Policy{Catalog: catalog}
	return p.Classify(resp)
}

// Classify returns what a response means; see the function Classify.
func (p *Policy) Classify(resp *http.Response) (v Verdict) {
	c := p.catalog()
	m := matcher{resp: resp, limit: p.bodyLimit()}
	row := c.Row(resp.StatusCode)
	v.Catalog, v.Code, v.Kind, v.Retry = p.Catalog, resp.StatusCode, row.Kind, row.Retry
	own, override := m.first(row.When), m.first(c.When)
	if own != nil {
		v.Case, v.Kind, v.Retry = own.Name, own.Kind, own.Retry
	}
	if override != nil {
		v.VendorCase = override.Name
		v.Kind, v.Retry = cmp.Or(override.Kind, v.Kind), cmp.Or(override.Retry, v.Retry)
	}
	v.Fault = v.Kind.Fault()
	p.advise(&v, &m, advice(c, v.Code, v.Retry, row, own, override))
	return v
}

// advice returns the wait that counts of those that the catalog has for a code,
// given its row and the cases that matched, which may be nil.
func advice(c *status.Catalog, code int, retry status.Retry, row *status.Info, own, override *status.Case) *status.Wait {
	wait := &row.Wait
	if own != nil {
		wait = &own.Wait
	}
	switch {
	case override != nil && !override.Wait.IsZero():
		return &override.Wait
	case wait.IsZero() && (override != nil || !retry.IsRetryable() || !c.IsDocumented(code)):
		// The row has no wait of its own: it is not retryable, or it comes from a
		// fallback. Use the vendor's.
		return &c.Wait
	}
	return wait
}
