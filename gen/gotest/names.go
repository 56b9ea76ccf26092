package gotest

import (
	"slices"
	"strconv"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status/statustest"
)

// named is an example under its name in Go.
type named struct {
	name    string
	example *spec.Example
	same    string // the name of the constant that it is another name of; empty if none
}

// answer returns the entry of the table.
func (n *named) answer() statustest.Answer {
	a := n.example.Answer
	a.Want.Catalog = nil // which is a variable
	return a
}

// reserved are the names that every test package declares itself.
var reserved = []string{"Answer", "Responses", "NewVendor", "NewServer"}

// namesOf names the examples of a vendor: by their own names, or else by their case
// or the code's constant. A name that stands under several codes carries the code.
// The first example of a code or case also gets the bare name.
func namesOf(v *spec.Vendor) []named {
	codes := map[string][]int{} // by name
	for _, e := range v.Examples {
		for _, name := range []string{homeOf(v, e), spec.GoName(e.Label)} {
			if !slices.Contains(codes[name], e.Code) {
				codes[name] = append(codes[name], e.Code)
			}
		}
	}
	taken := map[string]bool{}
	for _, name := range reserved {
		taken[name] = true
	}
	free := func(name string, e *spec.Example) string {
		if len(codes[name]) > 1 {
			name += strconv.Itoa(e.Code)
		}
		if taken[name] {
			name = homeOf(v, e) + strconv.Itoa(e.Code) + spec.GoName(e.Label)
		}
		for base, n := name, 2; taken[name]; n++ {
			name = base + "x" + strconv.Itoa(n)
		}
		taken[name] = true
		return name
	}
	var all []named
	for _, e := range v.Examples {
		name := spec.GoName(e.Label)
		if name == "" || e.Label[0] <= '9' { // the second of those without a name
			name = homeOf(v, e) + name
		}
		all = append(all, named{free(name, e), e, ""})
	}
	for _, first := range slices.Clone(all) {
		home := homeOf(v, first.example)
		if len(codes[home]) > 1 {
			home += strconv.Itoa(first.example.Code)
		}
		if !taken[home] {
			taken[home] = true
			all = append(all, named{home, first.example, first.name})
		}
	}
	return all
}

// homeOf names what an example stands under.
func homeOf(v *spec.Vendor, e *spec.Example) string {
	if name := e.VendorCase + e.Case; name != "" {
		return spec.GoName(name)
	}
	if variant := v.Lookup(e.Code); variant != nil {
		return variant.GoName
	}
	return "Code" + strconv.Itoa(e.Code)
}
