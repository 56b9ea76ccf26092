package spec

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"

	"github.com/statuscat/statuscat/status"
)

// check holds the raw catalog against the rules that need more than one place
// of it, and builds the model. The model is whole only if nothing was reported.
func check(r *reporter, raw *rawCatalog) *Catalog {
	k := checker{reporter: r, vendors: map[string]int{}}
	c := &Catalog{Name: raw.Catalog.value, File: r.file}
	if c.Name != "" && !catalogName.MatchString(c.Name) {
		r.errorf(raw.Catalog.Pos, "catalog name %q; it takes lower-case letters, digits and hyphens, a letter first", c.Name)
	}
	for i, e := range raw.Vendors {
		k.vendors[e.key] = i
		k.keys = append(k.keys, e.key)
		c.Vendors = append(c.Vendors, k.vendor(e))
	}
	k.names = make([]map[string]*Variant, len(c.Vendors))
	for i := range k.names {
		k.names[i] = map[string]*Variant{}
	}
	slices.SortStableFunc(raw.Codes, func(a, b *dictEntry[rawCode]) int { return cmp.Compare(a.key, b.key) })
	for _, e := range raw.Codes {
		if code := k.code(e, c.Vendors); code != nil {
			c.Codes = append(c.Codes, code)
		}
	}
	for i, v := range c.Vendors {
		if len(v.Variants) == 0 && len(r.list) == 0 {
			r.errorf(raw.Vendors[i].Pos, "vendor %q documents none of the codes", v.Key)
		}
	}
	return c
}

var catalogName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

type checker struct {
	*reporter
	keys    []string              // of the vendors, in the order of the file
	vendors map[string]int        // their places in keys
	names   []map[string]*Variant // the constants' names, a map a vendor
}

func (k *checker) vendor(e *dictEntry[rawVendor]) *Vendor {
	if problem := packageNameProblem(e.key); problem != "" {
		k.errorf(e.Pos, "vendor %q %s", e.key, problem)
	}
	raw := &e.value
	v := &Vendor{
		Key:      e.key,
		Name:     raw.Name.value,
		Version:  raw.Version.value,
		Overview: raw.Overview.value,
		Source:   raw.Source.value,
		Classes:  map[status.Class]string{},
		raw:      raw,
	}
	switch raw.Fallback.value {
	case "", ianaKey:
		v.Fallback = ianaKey
	case "none":
	default:
		k.errorf(raw.Fallback.Pos, "unknown fallback %q; it is %s or none", raw.Fallback.value, ianaKey)
	}
	for _, entry := range raw.Classes {
		var class status.Class
		if err := class.UnmarshalText([]byte(entry.key)); err != nil || class == status.ClassUnknown {
			k.errorf(entry.Pos, "unknown class %q; the classes are 1xx to 5xx", entry.key)
		}
		v.Classes[class] = entry.value.value
	}
	v.Wait = k.wait(&raw.Wait, status.RetryUnknown, status.Wait{})
	v.ErrorBody = status.ErrorBody{Message: places(raw.ErrorBody.Message), Code: places(raw.ErrorBody.Code)}
	k.vendorCases(v)
	return v
}

// ianaKey is the vendor key of the registry's own catalog.
const ianaKey = "iana"

// plainCode is how a code is written. YAML would read 0404 as 260 and 4e2 as 400.
var plainCode = regexp.MustCompile(`^[0-9]+$`)

func (k *checker) code(e *dictEntry[rawCode], vendors []*Vendor) *Code {
	number, _ := strconv.Atoi(e.key)
	switch {
	case !e.plain || !plainCode.MatchString(e.key) || len(e.key) > 1 && e.key[0] == '0':
		k.errorf(e.Pos, "code %s is not written in plain digits", strconv.Quote(e.key))
		return nil
	case number < 100 || number > 999:
		k.errorf(e.Pos, "code %s is out of range; codes are 100 to 999", e.key)
		return nil
	}
	code := &Code{Number: number, Definition: e.value.Definition.value, Contrast: e.value.Contrast.value, raw: e}
	if e.value.Variants == nil || len(vendors) == 0 { // which is a mistake of its own
		return code
	}
	code.Variants = make([]*Variant, len(vendors))
	listed := make([]bool, len(vendors))
	documented := 0
	for _, entry := range e.value.Variants {
		place, declared := k.vendors[entry.key]
		if !declared {
			k.errorf(entry.Pos, "vendor %q is not declared%s", entry.key, Suggest(entry.key, k.keys))
			continue
		}
		listed[place] = true
		if entry.value.undocumented {
			continue
		}
		documented++
		code.Variants[place] = k.variant(code, vendors[place], &entry.value)
		vendors[place].Variants = append(vendors[place].Variants, code.Variants[place])
		k.name(place, code.Variants[place])
	}
	for place, ok := range listed {
		if !ok {
			k.errorf(e.Pos, "code %d lacks a variant for %s; write %s: %s where its reference says nothing of the code",
				number, k.keys[place], k.keys[place], undocumented)
		}
	}
	if documented == 0 && !slices.Contains(listed, false) {
		k.errorf(e.Pos, "no vendor documents code %d; leave it out", number)
	}
	return code
}

func (k *checker) variant(code *Code, vendor *Vendor, raw *rawVariant) *Variant {
	definition := raw.Definition
	if !definition.written() {
		definition = code.raw.value.Definition
	}
	v := &Variant{
		Info: status.Info{
			Code:       code.Number,
			Definition: definition.value,
			Purpose:    raw.Purpose.value,
			Remedy:     raw.Remedy.value,
			Note:       raw.Note.value,
			Reference:  raw.Reference.value,
			Kind:       raw.Kind.value,
			Retry:      raw.Retry.value,
		},
		Vendor: vendor,
		raw:    raw,
	}
	k.retry(v)
	v.Wait = k.wait(&raw.Wait, v.Retry, vendor.Wait)
	k.cases(v)
	return v
}

// retry fills in the default and holds a departure from it against the rules.
func (k *checker) retry(v *Variant) {
	if v.Kind == status.KindUnknown {
		return
	}
	switch raw := v.raw; {
	case !raw.Retry.written():
		v.Retry = v.Kind.Retry()
	case v.Retry == status.RetryUnknown:
	case v.Retry == v.Kind.Retry():
		k.errorf(raw.Retry.Pos, "retry %s is what kind %s implies; leave it out", v.Retry, v.Kind)
	case !raw.Note.written():
		k.errorf(raw.Retry.Pos, "retry %s departs from kind %s, which implies %s; say why in a note",
			v.Retry, v.Kind, v.Kind.Retry())
	}
}

// wait reads a wait and completes it from base. There is none for what is not
// retried; RetryUnknown stands for a retry that is not known here.
func (k *checker) wait(raw *rawWait, retry status.Retry, base status.Wait) status.Wait {
	idle := retry != status.RetryUnknown && !retry.IsRetryable()
	switch {
	case raw.written() && idle:
		k.errorf(raw.Pos, "a wait on what is not retried; retry is %s", retry)
		fallthrough
	case idle:
		return status.Wait{}
	case !raw.written():
		return base
	}
	w := status.Wait{
		Min:     cmp.Or(raw.Min.value, base.Min),
		Max:     cmp.Or(raw.Max.value, base.Max),
		Default: cmp.Or(raw.Default.value, base.Default),
		From:    base.From,
		Take:    cmp.Or(raw.Take.value, base.Take),
	}
	if len(raw.From) > 0 {
		w.From = nil
		for i := range raw.From {
			w.From = append(w.From, k.source(&raw.From[i]))
		}
	}
	switch {
	case w.Max > 0 && w.Min > w.Max:
		k.errorf(firstWritten(raw.Min.Pos, raw.Max.Pos), "min %s is greater than max %s", w.Min, w.Max)
	case w.Default > 0 && w.Clamp(w.Default) != w.Default:
		k.errorf(firstWritten(raw.Default.Pos, raw.Pos), "default %s is outside min and max", w.Default)
	case raw.Take.written() && len(w.From) < 2:
		k.errorf(raw.Take.Pos, "take chooses between several sources, and from has %d", len(w.From))
	}
	return w
}

func (k *checker) source(raw *rawSource) status.WaitSource {
	if raw.Header.written() == raw.Body.written() {
		k.errorf(raw.Pos, "a wait comes from a header or from the body, one of them")
	}
	return status.WaitSource{Header: k.headerName(raw.Header), Body: raw.Body.value, Unit: raw.Unit.value}
}

func firstWritten(a, b Pos) Pos {
	if a.written() {
		return a
	}
	return b
}

// name gives the variant's constant its name, unlike every other of the vendor.
func (k *checker) name(place int, v *Variant) {
	pos := v.raw.Name.Pos
	switch v.GoName = v.raw.Name.value; {
	case v.raw.Name.written() && v.GoName == "":
		return
	case !v.raw.Name.written():
		pos = v.raw.Definition.Pos
		if !pos.written() {
			pos = v.raw.Pos
		}
		if v.Definition == "" {
			return
		}
		v.GoName = goName(v.Definition)
	}
	if problem := goNameProblem(v.GoName); problem != "" {
		from := ""
		if !v.raw.Name.written() {
			from = "; set another with name:"
		}
		k.errorf(pos, "constant name %q %s%s", v.GoName, problem, from)
		return
	}
	if other := k.names[place][v.GoName]; other != nil {
		k.errorf(pos, "code %d of %s has the constant name %s, as code %d has on line %d; set another with name:",
			v.Code, v.Vendor.Key, v.GoName, other.Code, other.raw.Line)
		return
	}
	k.names[place][v.GoName] = v
}
