package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// explainEverywhere prints what the code in args means at each vendor. If args is no
// code, it returns unknown, the error for args[0] as a vendor.
func (s *streams) explainEverywhere(files, args []string, answer *answerFlags, format formatFlag, unknown error) error {
	catalogs, err := s.load(files)
	if err != nil {
		return err
	}
	vendors := withStandard(vendorsOf(catalogs))
	code, err := parseAnywhere(vendors, strings.Join(args, " "))
	_, noNumber := strconv.Atoi(args[0])
	switch {
	case err != nil && noNumber == nil:
		return err
	case err != nil && len(args) > 1:
		return unknown
	case err != nil:
		return errors.Join(err, unknown)
	case answer.given():
		return errors.New("a response means what its vendor means by it; name the vendor before the code")
	}
	standard := meaningOf(standardOf(vendors), code)
	var departing, others []row
	for _, v := range vendors {
		if r := meaningOf(v, code); departs(r.info, standard.info) {
			departing = append(departing, r)
		} else {
			others = append(others, r)
		}
	}
	if format == formatJSON {
		return s.out.json(slices.Concat(departing, others))
	}
	s.out.printf("%s\n\n", s.out.paint(bold, standard.info.String()))
	s.compare(catalogs, vendors, code, standard)
	return nil
}

// compare prints the standard once, then the vendors that differ and how, and the
// others in a line each.
func (s *streams) compare(catalogs []*spec.Catalog, vendors []*spec.Vendor, code int, standard row) {
	cells := [][]string{{"VENDOR", "KIND", "RETRY", "WAIT"}}
	add := func(name string, kind status.Kind, a view.Advice) {
		cells = append(cells, []string{name, kind.String(), a.Answer(), dash(a.When(func(header string) string { return header }))})
	}
	add("the standard", standard.Kind, view.Advice{Retry: standard.Retry, Wait: standard.info.Wait})
	var agree, silent []string
	documented := map[string]bool{}
	for _, k := range view.Compare(catalogs) {
		if k.Number != code {
			continue
		}
		for _, d := range k.Differ {
			documented[d.Vendor.Key] = true
			for i, r := range d.Senses {
				name := d.Vendor.Key
				if i > 0 {
					name = ""
				}
				if r.ByCase {
					name = strings.TrimSpace(name + " by case")
				}
				add(name, r.Kind, r.Advice)
			}
		}
		for _, v := range k.Agree {
			documented[v.Vendor.Key] = true
			agree = append(agree, v.Vendor.Key)
		}
	}
	for _, v := range vendors {
		if !documented[v.Key] && !view.IsStandard(v) {
			silent = append(silent, v.Key)
		}
	}
	s.out.table(cells)
	line := func(label string, names []string) {
		if names != nil {
			s.out.printf("\n")
			s.out.paragraph(label, len(label), strings.Join(names, ", "))
		}
	}
	line("as the standard: ", agree)
	line("not documented:  ", silent)
}

// parseAnywhere reads a code as the standard would, or else as the first vendor
// that can.
func parseAnywhere(vendors []*spec.Vendor, s string) (int, error) {
	code, err := parseCode(standardOf(vendors), s)
	for _, v := range vendors {
		if err == nil {
			break
		}
		if own, failed := v.Runtime().Parse(s); failed == nil {
			code, err = own, nil
		}
	}
	return code, err
}

// withStandard adds the vendor that stands for IANA's registry, if it is missing.
func withStandard(vendors []*spec.Vendor) []*spec.Vendor {
	standard := view.Standard()
	if _, err := findVendor(vendors, standard.Key); err == nil {
		return vendors
	}
	return append(vendors, standard)
}

// standardOf returns the vendor that withStandard sees to.
func standardOf(vendors []*spec.Vendor) *spec.Vendor {
	v, _ := findVendor(vendors, view.Standard().Key)
	return v
}

// departs reports whether a code can mean anything that calls for something else
// than what the standard says of it.
func departs(i, standard status.Info) bool {
	if i.Kind != standard.Kind || i.Retry != standard.Retry {
		return true
	}
	return slices.ContainsFunc(i.When, func(c status.Case) bool {
		return c.Kind != status.KindUnknown && c.Kind != i.Kind || c.Retry != status.RetryUnknown && c.Retry != i.Retry
	})
}

// readingHead is the heading of readings; the first column holds the vendors.
func readingHead(vendors string) []string {
	return []string{vendors, "KIND", "RETRY", "WAIT", "CASES", "MEANING", "DEFINITION"}
}

// readings are the rows of several vendors in a table.
func readings(rows []row) [][]string {
	var cells [][]string
	for _, r := range rows {
		cases := ""
		if n := len(r.info.When); n > 0 {
			cases = strconv.Itoa(n)
		}
		cells = append(cells, []string{r.Vendor, r.Kind.String(), r.Retry.String(), shortWait(r.info.Wait), cases, string(r.Meaning), dash(r.Definition)})
	}
	return cells
}
