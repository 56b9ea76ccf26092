package statushttp

import (
	"encoding/json"
	"time"

	"github.com/statuscat/statuscat/status"
)

// verdictJSON is the one JSON form of a verdict. Its words are the catalogs'.
type verdictJSON struct {
	Status     int          `json:"status"`
	Kind       status.Kind  `json:"kind"`
	Fault      status.Fault `json:"fault"`
	Retry      status.Retry `json:"retry"`
	RetryAfter float64      `json:"retry_after_ms"`
	BackoffMin float64      `json:"backoff_min_ms"`
	BackoffMax float64      `json:"backoff_max_ms"`
	Case       string       `json:"case"`
	VendorCase string       `json:"vendor_case"`
}

func (v Verdict) json() verdictJSON {
	return verdictJSON{v.Code, v.Kind, v.Fault, v.Retry, milliseconds(v.RetryAfter), milliseconds(v.Backoff.Min), milliseconds(v.Backoff.Max), v.Case, v.VendorCase}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// MarshalJSON returns the verdict as one object, the same as in the test vectors:
//
//	{"status":429,"kind":"rate-limited","fault":"caller","retry":"always",
//	 "retry_after_ms":7000,"backoff_min_ms":500,"backoff_max_ms":30000,"case":"","vendor_case":""}
func (v Verdict) MarshalJSON() ([]byte, error) { return json.Marshal(v.json()) }

// MarshalJSON returns the error as one object: method, url, the keys of its verdict,
// message, code, reason unless it is zero, and until if the response specifies a
// wait. It has no headers and no body.
func (e Error) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Method string `json:"method"`
		URL    string `json:"url"`
		verdictJSON
		Message string    `json:"message"`
		Code    string    `json:"code"`
		Reason  Reason    `json:"reason,omitzero"`
		Until   time.Time `json:"until,omitzero"`
	}{e.Method, e.URL, e.Verdict.json(), e.Message, e.Code, e.Reason, e.Until})
}
