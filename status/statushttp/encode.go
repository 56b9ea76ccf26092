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
	WaitMS     float64      `json:"wait_ms"`
	Told       bool         `json:"told"`
	MaxWaitMS  float64      `json:"max_wait_ms"`
	Case       string       `json:"case"`
	VendorCase string       `json:"vendor_case"`
}

func (v Verdict) json() verdictJSON {
	return verdictJSON{v.Code, v.Kind, v.Fault, v.Retry, milliseconds(v.Wait), v.Told, milliseconds(v.MaxWait), v.Case, v.VendorCase}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// MarshalJSON returns the verdict as one object, the same as in the test vectors:
//
//	{"status":429,"kind":"rate-limited","fault":"caller","retry":"always",
//	 "wait_ms":7000,"told":true,"max_wait_ms":30000,"case":"","vendor_case":""}
func (v Verdict) MarshalJSON() ([]byte, error) { return json.Marshal(v.json()) }

// MarshalJSON returns the error as one object: method, url, the keys of its
// verdict, message, code, and until where a wait was told. It has no headers and
// no body.
func (e Error) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Method string `json:"method"`
		URL    string `json:"url"`
		verdictJSON
		Message string    `json:"message"`
		Code    string    `json:"code"`
		Until   time.Time `json:"until,omitzero"`
	}{e.Method, e.URL, e.Verdict.json(), e.Message, e.Code, e.Until})
}
