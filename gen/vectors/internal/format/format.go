// Package format is the form of the test vectors, for who writes them and who
// replays them. It does not know package spec, so that an engine under test is all
// that a replay is made of.
package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// File is the vectors of a vendor.
type File struct {
	Generated string    `json:"generated"`
	Vendor    string    `json:"vendor"`
	Examples  []Example `json:"examples"`
}

// Example is a response and what a client must make of it.
type Example struct {
	Name     string   `json:"name"`
	Request  Request  `json:"request"`
	Response Response `json:"response"`
	Want
}

// Request is what was asked.
type Request struct {
	Method  string `json:"method"`
	Host    string `json:"host"`
	Path    string `json:"path"`
	Query   Values `json:"query"`
	Headers Values `json:"headers"`
	Body    string `json:"body"`
}

// Response is what a vendor sends.
type Response struct {
	Status  int    `json:"status"`
	Headers Values `json:"headers"`
	Body    string `json:"body"`
}

// Want is what a client must make of a response.
type Want struct {
	Verdict    json.RawMessage `json:"verdict"` // of a statushttp.Verdict
	Error      Error           `json:"error"`
	Idempotent bool            `json:"idempotent"` // the request may be retried although the first try may have taken effect
	By         []string        `json:"by"`         // what names the bucket that the response closes
}

// Error is the vendor's own words.
type Error struct {
	Message string `json:"message"`
	Code    string `json:"code"`
}

// Values is encoded as an object, a single value as a text, and several as a list.
type Values map[string][]string

// MarshalJSON returns the object.
func (v Values) MarshalJSON() ([]byte, error) {
	object := make(map[string]any, len(v))
	for name, list := range v {
		if object[name] = list; len(list) == 1 {
			object[name] = list[0]
		}
	}
	return Encode(object), nil
}

// UnmarshalJSON reads what MarshalJSON returns.
func (v *Values) UnmarshalJSON(b []byte) error {
	object := map[string]json.RawMessage{}
	err := json.Unmarshal(b, &object)
	*v = make(Values, len(object))
	for name, raw := range object {
		if raw[0] != '[' {
			raw = fmt.Appendf(nil, "[%s]", raw)
		}
		var list []string
		err = errors.Join(err, json.Unmarshal(raw, &list))
		(*v)[name] = list
	}
	return err
}

// Encode returns v as JSON in one line, a byte order mark as an escape. The types of
// this package cannot fail.
func Encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.ReplaceAll(bytes.TrimSpace(b.Bytes()), []byte("\uFEFF"), []byte(`\ufeff`))
}

// New returns a response of a vendor as a vector.
func New(catalog *status.Catalog, a *statustest.Answer) Example {
	resp := a.Response(catalog, statustest.Start)
	req := resp.Request
	return Example{
		Name:     a.Name,
		Request:  Request{req.Method, req.URL.Host, req.URL.Path, Values(req.URL.Query()), Values(req.Header), a.RequestBody},
		Response: Response{resp.StatusCode, Values(resp.Header), a.Body},
		Want:     want(catalog, a),
	}
}

// want returns what statuscat decides about a response.
func want(catalog *status.Catalog, a *statustest.Answer) Want {
	resp := a.Response(catalog, statustest.Start)
	p := statushttp.Policy{Catalog: catalog, Now: func() time.Time { return statustest.Start }}
	v := p.Classify(resp)
	w := Want{Verdict: Encode(v), Idempotent: p.IsIdempotent(resp.Request), By: []string{}}
	var failure *statushttp.Error
	if errors.As(p.Check(resp), &failure) {
		w.Error = Error{failure.Message, failure.Code}
	}
	if v.Kind.IsThrottled() {
		for _, by := range v.Info().By {
			w.By = append(w.By, by.String())
		}
	}
	return w
}

// Replay reads the vectors of a catalog, strictly, and returns a line for each
// example of which our engine makes anything else.
func Replay(catalog *status.Catalog, content []byte) (differ []string, err error) {
	var f File
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, err
	}
	if f.Vendor != catalog.Vendor || len(f.Examples) == 0 {
		return nil, fmt.Errorf("%d examples of %s, want those of %s", len(f.Examples), f.Vendor, catalog.Vendor)
	}
	for _, e := range f.Examples {
		have := want(catalog, &statustest.Answer{
			Method: e.Request.Method, Host: e.Request.Host, Path: e.Request.Path,
			Query: e.Request.Query, RequestHeader: map[string][]string(e.Request.Headers), RequestBody: e.Request.Body,
			Code: e.Response.Status, Header: map[string][]string(e.Response.Headers), Body: e.Response.Body,
		})
		if !reflect.DeepEqual(have, e.Want) {
			differ = append(differ, fmt.Sprintf("%s: want %s, have %s", e.Name, Encode(e.Want), Encode(have)))
		}
	}
	return differ, nil
}
