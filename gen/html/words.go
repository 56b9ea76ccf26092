package html

import (
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// words are what a filter finds a code by: whatever it means, itself or in a
// case. Each is a set of bits.
type words struct{ kinds, retries uint64 }

func (w *words) add(k status.Kind, r status.Retry) {
	w.kinds |= 1 << k
	w.retries |= 1 << r
}

func (w *words) addAll(v *spec.Variant) {
	w.add(v.Kind, v.Retry)
	for i := range v.When {
		w.add(v.When[i].Kind, v.When[i].Retry)
	}
}

// texts lists the kinds, and the answers to whether a retry helps, with a space
// in between.
func (w words) texts() (kinds, retries string) {
	return join(members(allKinds, w.kinds)), join(members(allRetries, w.retries))
}

var allKinds, allRetries = status.Kinds(), status.Retries()

// members returns those of all that are in the set. The zero value, which a case
// of any code has where it changes nothing, is in no list.
func members[T ~uint8](all []T, set uint64) []T {
	var list []T
	for _, v := range all {
		if set&(1<<v) != 0 {
			list = append(list, v)
		}
	}
	return list
}

func join[T interface{ String() string }](list []T) string {
	all := make([]string, len(list))
	for i, v := range list {
		all[i] = v.String()
	}
	return strings.Join(all, " ")
}
