package main

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
)

// explainEverywhere prints what the code in args means at each vendor. If args is no
// code, it returns unknown, the error for args[0] as a vendor.
func (s *streams) explainEverywhere(files, args []string, response *responseFlags, format formatFlag, unknown error) error {
	catalogs, err := s.load(files)
	if err != nil {
		return err
	}
	vendors := withStandard(catalogs)
	code, err := parseAnywhere(vendors, strings.Join(args, " "))
	_, noNumber := strconv.Atoi(args[0])
	switch {
	case err != nil && noNumber == nil:
		return err
	case err != nil && len(args) > 1:
		return unknown
	case err != nil:
		return errors.Join(err, unknown)
	case response.given():
		return errors.New("the meaning of a response depends on its vendor; name the vendor before the code")
	}
	if format == formatJSON {
		return s.out.json(rowsOf(vendors, code))
	}
	standard := meaningOf(view.Standard(), code)
	s.out.printf("%s\n\n", s.out.paint(bold, standard.info.String()))
	s.out.compare(catalogs, code, "VENDOR", nil)
	return nil
}

// compare prints what a code means in a table whose first heading is given: the
// standard's meaning, then those of the vendors that differ. The other vendors share
// a line. One vendor can be left out.
func (p *printer) compare(catalogs []*spec.Catalog, code int, heading string, without *spec.Vendor) {
	cells := [][]string{{heading, "KIND", "RETRY", "WAIT"}}
	add := func(name, kind string, a view.Advice) {
		cells = append(cells, []string{name, kind, a.Retry.String(), waitCell(a)})
	}
	standard := meaningOf(view.Standard(), code)
	name := "the standard"
	if standard.Meaning == fromClass {
		name = "its class"
	}
	add(name, standard.Kind.String(), standard.advice())
	var agree, silent []string
	for _, v := range withStandard(catalogs) {
		if v != without && !view.IsStandard(v) && v.Lookup(code) == nil {
			silent = append(silent, v.Key)
		}
	}
	for _, k := range view.Compare(catalogs) {
		if k.Number != code {
			continue
		}
		for _, d := range k.Differ {
			name := d.Vendor.Key
			for _, r := range d.Senses {
				if r.ByCase {
					name += " by case"
				}
				if d.Vendor != without {
					add(name, r.Kind.String(), r.Advice)
				}
				name = " "
			}
		}
		for _, v := range k.Agree {
			switch {
			case v.Vendor == without:
			case k.Standard == nil: // they agree with each other
				add(v.Vendor.Key, v.Kind.String(), view.Advice{Retry: v.Retry, Wait: v.Wait})
			default:
				agree = append(agree, v.Vendor.Key)
			}
		}
	}
	p.table(cells)
	line := func(label string, names []string) {
		if names != nil {
			p.printf("\n")
			p.paragraph(label, len(label), strings.Join(names, ", "))
		}
	}
	line("as the standard: ", agree)
	line("not documented:  ", silent)
}

// waitCell says how long to wait before a retry, in the cell of a table.
func waitCell(a view.Advice) string {
	return cmp.Or(a.When(func(header string) string { return header }), "-")
}

// parseAnywhere reads a code as the standard would, or else as the first vendor that
// can.
func parseAnywhere(vendors []*spec.Vendor, s string) (int, error) {
	code, err := parseCode(view.Standard(), s)
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

// withStandard returns the vendors of the catalogs, and the one that stands for
// IANA's registry if it is not among them.
func withStandard(catalogs []*spec.Catalog) []*spec.Vendor {
	vendors := vendorsOf(catalogs)
	if !slices.ContainsFunc(vendors, view.IsStandard) {
		vendors = append(vendors, view.Standard())
	}
	return vendors
}
