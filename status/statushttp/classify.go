package statushttp

import (
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
	v.Catalog, v.Code = p.Catalog, resp.StatusCode
	own, override := m.first(row.When), m.first(c.When)
	if own != nil {
		v.Case = own.Name
	}
	if override != nil {
		v.VendorCase = override.Name
	}
	means := meaning(row, own, override)
	v.Kind, v.Retry, v.Fault = means.Kind, means.Retry, means.Fault()
	p.advise(&v, &m, advice(c, v.Code, &means, override))
	return v
}

// meaning returns what the cases that matched, which may be nil, make of a row.
func meaning(row *status.Info, own, override *status.Case) status.Meaning {
	means := &row.Meaning
	if own != nil {
		means = &own.Meaning
	}
	if override != nil {
		return override.Over(*means)
	}
	return *means
}

// advice returns the wait that counts: that of the meaning, or that of the vendor if
// nothing of the vendor's stands in it, since it is not retryable by itself or comes
// from a fallback.
func advice(c *status.Catalog, code int, means *status.Meaning, override *status.Case) *status.Wait {
	if means.Wait.IsZero() && (override != nil || !means.Retry.IsRetryable() || !c.IsDocumented(code)) {
		return &c.Wait
	}
	return &means.Wait
}
