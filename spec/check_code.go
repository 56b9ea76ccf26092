package spec

import (
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
)

func (k *checker) code(e *dictEntry[rawCode], vendors []*Vendor) *Code {
	number := k.number(e)
	if number == 0 {
		k.badCode = true
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
			if !k.badVendor {
				near, hint := suggest(entry.key, k.keys)
				if near == "" {
					hint = "; declare it there, or remove it here"
				} else {
					listed[k.vendors[near]] = true // not missing too, only mistyped
				}
				documented++ // perhaps
				k.errorf(entry.Pos, "vendor %q is not declared under vendors%s", entry.key, hint)
			}
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
	if k.badVendor {
		return code
	}
	for place, ok := range listed {
		if !ok {
			k.errorf(e.Pos, "code %d has no variant for %s; add %[2]s: %s if its reference does not list the code",
				number, k.keys[place], undocumented)
		}
	}
	if documented == 0 && !slices.Contains(listed, false) {
		k.errorf(e.Pos, "no vendor documents code %d; remove the code", number)
	}
	return code
}

// number reads the key of a code, or reports what is wrong with it.
func (k *checker) number(e *dictEntry[rawCode]) int {
	number, err := strconv.Atoi(e.key)
	class := strings.ToLower(e.key)
	switch {
	case slices.Contains(words[status.Class](), class):
		k.errorf(e.Pos, "want a code of three digits, have the class %s; describe it in classes: of the vendor, or write a case with status: %[1]s in when: of the vendor", class)
	case err == nil && !e.plain && len(e.key) == 3:
		k.errorf(e.Pos, "want a code without quotes, have %q; write %s:", e.key, e.key)
	case !e.plain || !plainCode.MatchString(e.key) || len(e.key) != 3 || number < 100:
		k.errorf(e.Pos, "want a code of three digits from 100 to 999, have %q; write it as in 404:", e.key)
	default:
		return number
	}
	return 0
}

func (k *checker) variant(code *Code, vendor *Vendor, raw *rawVariant) *Variant {
	definition := raw.Definition
	if !definition.written() {
		definition = code.raw.value.Definition
	}
	v := &Variant{
		Info:   status.Info{Code: code.Number, Definition: definition.value},
		Vendor: vendor,
		raw:    raw,
	}
	base := meaningOf(raw.Kind)
	k.retry(&raw.rawMeaning, base)
	v.Meaning = raw.meaning().Over(base)
	v.Wait = k.wait(&raw.Wait, v.Retry, vendor.Wait)
	v.By = k.throttledBy(raw.By, v.Kind)
	v.When = k.cases(raw.When, vendor, &v.Meaning)
	return v
}

// name gives the variant's constant its name, unlike every other of the vendor.
func (k *checker) name(place int, v *Variant) {
	pos := v.NamePos()
	switch v.GoName = v.raw.Name.value; {
	case v.raw.Name.written() && v.GoName == "":
		return
	case !v.raw.Name.written():
		if v.Definition == "" {
			return
		}
		v.GoName = GoName(v.Definition)
	}
	if problem := goNameProblem(v.GoName); problem != "" {
		k.errorf(pos, "constant name %q "+problem+"; set another with name:", v.GoName)
		return
	}
	shape := looks(v.GoName)
	if other := k.names[place][shape]; other != nil {
		as := "as"
		if v.GoName != other.GoName {
			as = "which looks like that of"
		}
		k.errorf(pos, "code %d of %s has the constant name %s, %s code %d on line %d; set another with name:",
			v.Code, v.Vendor.Key, v.GoName, as, other.Code, other.raw.Line)
		return
	}
	k.names[place][shape] = v
}
