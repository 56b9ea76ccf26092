package main

import (
	"time"

	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// row is what one vendor means by one code, as list and explain show it. Its
// JSON form is part of the command's interface.
type row struct {
	Vendor     string       `json:"vendor"`
	Code       int          `json:"code"`
	Definition string       `json:"definition,omitempty"`
	Meaning    meaning      `json:"meaning"`
	Class      status.Class `json:"class"`
	GRPC       uint32       `json:"grpc"`
	Name       string       `json:"name,omitempty"` // of the Go constant
	meaningForm
	Examples []string `json:"examples,omitempty"` // their names

	info status.Info
}

// advice returns what tables show of retry and wait.
func (r row) advice() view.Advice { return view.Advice{Retry: r.Retry, Wait: r.info.Wait} }

// meaningForm is a status.Meaning in JSON, with the keys of spec.MeaningFields.
type meaningForm struct {
	Kind      status.Kind  `json:"kind,omitempty"`
	Fault     status.Fault `json:"fault"`
	Retry     status.Retry `json:"retry,omitempty"`
	Wait      *wait        `json:"wait,omitempty"`
	By        []string     `json:"by,omitempty"`
	Purpose   string       `json:"purpose,omitempty"`
	Remedy    string       `json:"remedy,omitempty"`
	Note      string       `json:"note,omitempty"`
	Reference string       `json:"reference,omitempty"`
}

func newMeaningForm(m *status.Meaning) meaningForm {
	f := meaningForm{Kind: m.Kind, Fault: m.Fault(), Retry: m.Retry, Purpose: m.Purpose, Remedy: m.Remedy, Note: m.Note, Reference: m.Reference}
	if !m.Wait.IsZero() {
		f.Wait = newWait(m.Wait)
	}
	for _, b := range m.By {
		f.By = append(f.By, b.String())
	}
	return f
}

// meaning is the source of a code's meaning.
type meaning string

const (
	fromVendor   meaning = "documented"
	fromFallback meaning = "fallback" // undocumented; as IANA registers it
	fromClass    meaning = "class"    // undocumented; as the x00 of its class
)

// wait is a status.Wait with Go durations as text.
type wait struct {
	Min      string       `json:"min,omitempty"`
	Max      string       `json:"max,omitempty"`
	Attempts int          `json:"attempts,omitempty"`
	From     []waitSource `json:"from,omitempty"`
	Take     string       `json:"take,omitempty"`
}

type waitSource struct {
	Header string `json:"header,omitempty"`
	Field  string `json:"field,omitempty"`
	Body   string `json:"body,omitempty"`
	After  string `json:"after,omitempty"`
	Unit   string `json:"unit,omitempty"`
	Refill string `json:"refill,omitempty"`
	When   string `json:"when,omitempty"`
}

func newWaitSource(s status.WaitSource) waitSource {
	out := waitSource{Header: s.Header, Field: s.Field, Body: s.Body, After: s.After, When: status.When(s.When)}
	if s.Refill.IsZero() {
		out.Unit = s.Unit.String()
	} else {
		out.Refill = "(" + s.Refill.Need + " - " + s.Refill.Have + ") / " + s.Refill.Rate
	}
	return out
}

// meaningOf returns what code means at the vendor, as in its generated package.
func meaningOf(v *spec.Vendor, code int) row {
	if variant := v.Lookup(code); variant != nil {
		return documented(variant)
	}
	info, _ := v.Runtime().Lookup(code)
	if info.Definition == "" { // classes have none
		return newRow(v, info, fromClass)
	}
	return newRow(v, info, fromFallback)
}

// rowsOf returns what code means at each vendor.
func rowsOf(vendors []*spec.Vendor, code int) []row {
	rows := make([]row, len(vendors))
	for i, v := range vendors {
		rows[i] = meaningOf(v, code)
	}
	return rows
}

func documented(v *spec.Variant) row {
	r := newRow(v.Vendor, v.Info, fromVendor)
	r.Name = v.GoName
	for _, e := range v.Vendor.Examples {
		if e.Code == v.Code {
			r.Examples = append(r.Examples, e.Name)
		}
	}
	return r
}

func newRow(v *spec.Vendor, info status.Info, from meaning) row {
	r := row{
		Vendor:      v.Key,
		Code:        info.Code,
		Definition:  info.Definition,
		Meaning:     from,
		Class:       info.Class(),
		meaningForm: newMeaningForm(&info.Meaning),
		GRPC:        info.Kind.GRPC(),
		info:        info,
	}
	return r
}

func newWait(w status.Wait) *wait {
	out := &wait{Min: duration(w.Min), Max: duration(w.Max), Attempts: w.Attempts}
	for _, source := range w.From {
		out.From = append(out.From, newWaitSource(source))
	}
	if len(w.From) > 1 {
		out.Take = w.Take.String()
	}
	return out
}

func duration(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return d.String()
}
