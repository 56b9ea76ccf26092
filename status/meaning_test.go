package status

import (
	"reflect"
	"testing"
	"time"
)

// Over takes each field from the base only where it is zero.
func TestOver(t *testing.T) {
	whole := Meaning{KindConflict, RetryNever, Wait{Min: time.Second}, []By{{Part: PartPath}}, "Purpose.", "Remedy.", "Note.", "RFC 9110"}
	other := Meaning{KindGone, RetryAlways, Wait{Max: time.Hour}, []By{{Part: PartHost}}, "Other.", "Others.", "Noted.", "RFC 6585"}
	for i := range reflect.TypeFor[Meaning]().NumField() {
		var one, rest Meaning
		rest = whole
		reflect.ValueOf(&one).Elem().Field(i).Set(reflect.ValueOf(whole).Field(i))
		reflect.ValueOf(&rest).Elem().Field(i).SetZero()
		for _, test := range []struct{ m, base, want Meaning }{
			{whole, other, whole}, {one, rest, whole}, {rest, one, whole}, {one, Meaning{}, one}, {Meaning{}, one, one},
		} {
			if got := test.m.Over(test.base); !reflect.DeepEqual(got, test.want) {
				t.Errorf("%+v over %+v is %+v, want %+v", test.m, test.base, got, test.want)
			}
		}
	}
}
