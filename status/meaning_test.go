package status_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
)

// Each field of a meaning is its own if it has one, or else that of the base.
func TestMeaningOver(t *testing.T) {
	own := status.Meaning{
		Kind: status.KindRateLimited, Retry: status.RetryAlways, Wait: status.Wait{Min: time.Second}, By: []status.By{{Part: status.PartPath}},
		Purpose: "own", Remedy: "own", Note: "own", Reference: "own",
	}
	base := status.Meaning{
		Kind: status.KindConflict, Retry: status.RetryNever, Wait: status.Wait{Attempts: 2}, By: []status.By{{Part: status.PartHost}},
		Purpose: "base", Remedy: "base", Note: "base", Reference: "base",
	}
	if diff := diff.Diff(own, own.Over(base)); diff != "" {
		t.Errorf("over another (-want +got):\n%s", diff)
	}
	for field, value := range reflect.ValueOf(&base).Elem().Fields() {
		if value.IsZero() || reflect.ValueOf(own).FieldByIndex(field.Index).IsZero() {
			t.Errorf("field %s has no value here", field.Name)
		}
		m, want := own, own
		reflect.ValueOf(&m).Elem().FieldByIndex(field.Index).SetZero()
		reflect.ValueOf(&want).Elem().FieldByIndex(field.Index).Set(value)
		if diff := diff.Diff(want, m.Over(base)); diff != "" {
			t.Errorf("%s from the base (-want +got):\n%s", field.Name, diff)
		}
	}
}

func TestByWords(t *testing.T) {
	for want, by := range map[string][]status.By{
		"":                           nil,
		"path":                       {{Part: status.PartPath}},
		"method and header X-Bucket": {{Part: status.PartMethod}, {Part: status.PartHeader, Name: "X-Bucket"}},
	} {
		if got := status.ByWords(by); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
