package diff

import "github.com/statuscat/statuscat/spec"

// examples compares the examples that are written. Those that are made from the
// criteria of a case change with them.
func (d *differ) examples(old, new *spec.Vendor) {
	before, after := written(old), written(new)
	at := func(e *spec.Example) Change {
		return Change{Vendor: new.Key, Code: e.Code, Case: e.Case + e.VendorCase, What: "example"}
	}
	for _, o := range old.Examples {
		if n := after[o.Name]; !o.Made && n == nil {
			d.report(exampleChanged, with(at(o), o.HTTP(""), ""))
		} else if !o.Made {
			d.differs(exampleChanged, at(o), "example", o.HTTP(""), n.HTTP(""))
		}
	}
	for _, n := range new.Examples {
		if !n.Made && before[n.Name] == nil {
			d.report(exampleChanged, with(at(n), "", n.HTTP("")))
		}
	}
}

func written(v *spec.Vendor) map[string]*spec.Example {
	all := map[string]*spec.Example{}
	for _, e := range v.Examples {
		if !e.Made {
			all[e.Name] = e
		}
	}
	return all
}
