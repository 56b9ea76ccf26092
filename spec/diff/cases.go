package diff

import (
	"reflect"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// cases compares two lists of cases by name. The cases of a code belong to the rows was
// and is, which are nil for cases of any code. The function base returns what a
// response meant before there was a case for it.
func (d *differ) cases(at Change, old, new []status.Case, was, is *status.Info, base func(*status.Case) (status.Kind, status.Retry)) {
	renamed := map[string]string{} // by the new name
	for i := range old {
		o := &old[i]
		if named(new, o.Name) != nil {
			continue
		}
		at.Case, at.What = o.Name, "case"
		heir := slices.IndexFunc(new, func(n status.Case) bool {
			return named(old, n.Name) == nil && renamed[n.Name] == "" && sameCriteria(o, &n)
		})
		if heir < 0 {
			d.report(caseRemoved, with(at, o.Name, ""))
			continue
		}
		renamed[new[heir].Name] = o.Name
		d.report(caseRenamed, with(at, o.Name, new[heir].Name))
	}
	var before, after []string // the names of those that stayed, as they are now
	for i := range new {
		n := &new[i]
		at.Case, at.What = n.Name, "case"
		o := named(old, n.Name)
		if o == nil {
			o = named(old, renamed[n.Name])
		}
		if o != nil {
			after = append(after, o.Name)
			d.changedCase(at, o, n, was, is)
			continue
		}
		d.report(caseAdded, with(at, "", n.Name))
		kind, retry := base(n)
		if kind.IsThrottled() && !n.Kind.IsThrottled() {
			d.kind(at, kind, n.Kind)
		}
		if n.Retry != status.RetryUnknown && n.Retry < retry {
			d.retry(at, retry, n.Retry)
		}
	}
	for _, o := range old {
		if slices.Contains(after, o.Name) {
			before = append(before, o.Name)
		}
	}
	at.Case = ""
	d.differs(caseOrder, at, "order of the cases", strings.Join(before, ", "), strings.Join(after, ", "))
}

// changedCase compares two versions of a case. What it takes from its row is reported
// with the row.
func (d *differ) changedCase(at Change, o, n *status.Case, was, is *status.Info) {
	if !sameCriteria(o, n) {
		d.say(criteriaChanged, at, "criteria", status.When(o.Criteria), status.When(n.Criteria))
	}
	if was == nil {
		was, is = &status.Info{}, &status.Info{}
	}
	d.meaning(at, &o.Meaning, &n.Meaning, &was.Meaning, &is.Meaning)
}

// meaning compares two versions of a meaning. It skips the fields that the old one
// takes from was and the new one from is.
func (d *differ) meaning(at Change, old, new, was, is *status.Meaning) {
	for _, f := range spec.MeaningFields {
		inherits := f.Same(old, was) && f.Same(new, is)
		if inherits {
			continue
		}
		switch f.Key {
		case "kind":
			d.kind(at, old.Kind, new.Kind)
		case "retry":
			d.retry(at, old.Retry, new.Retry)
		case "wait":
			if old.Retry.IsRetryable() == new.Retry.IsRetryable() {
				d.wait(at, old.Wait, new.Wait)
			}
		case "by":
			d.differs(limitChanged, at, "by", f.Text(old), f.Text(new))
		case "fault": // which follows from the kind
		default:
			d.text(at, f.Key, f.Text(old), f.Text(new))
		}
	}
}

func with(at Change, old, new string) Change {
	at.Old, at.New = old, new
	return at
}

func named(list []status.Case, name string) *status.Case {
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// sameCriteria reports whether two cases match the same responses.
func sameCriteria(a, b *status.Case) bool { return reflect.DeepEqual(a.Criteria, b.Criteria) }
