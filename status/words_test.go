package status_test

import (
	"encoding"
	"fmt"
	"reflect"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
)

// The words stand here a second time, by hand: they are in catalogs, flags and
// JSON outside this repository, so a change of one has to be meant.
var (
	classWords = []string{"unknown", "1xx", "2xx", "3xx", "4xx", "5xx"}
	faultWords = []string{"nobody", "caller", "account", "server"}
	retryWords = []string{"unknown", "never", "after-change", "if-idempotent", "always"}
	takeWords  = []string{"unknown", "first", "longest"}
	unitWords  = []string{
		"unknown", "retry-after", "seconds", "milliseconds", "epoch-seconds", "epoch-milliseconds", "http-date", "duration",
		"rfc3339", "rate-limit",
	}
	partWords = []string{"status", "method", "host", "path", "query", "request_header", "media_type", "header", "body"}
	opWords   = []string{"equals", "not", "prefix", "suffix", "contains", "between", "present", "absent"}
	kindWords = []string{
		"unknown",
		"informational", "ok", "created", "accepted", "no-content", "partial",
		"moved", "redirected", "deprecated", "not-modified",
		"invalid-request", "unauthenticated", "payment-required", "permission-denied", "not-found", "gone",
		"method-not-allowed", "not-acceptable", "request-timeout", "conflict", "precondition-failed",
		"too-large", "unsupported-media-type", "range-not-satisfiable", "misdirected", "too-early",
		"upgrade-required", "legally-unavailable", "rate-limited", "quota-exhausted", "plan-limit", "disabled",
		"internal", "not-implemented", "timeout", "bad-gateway", "unavailable", "insufficient-storage",
	}
)

func TestWords(t *testing.T) {
	t.Run("Class", func(t *testing.T) { testWords[status.Class](t, classWords) })
	t.Run("Fault", func(t *testing.T) { testWords[status.Fault](t, faultWords) })
	t.Run("Retry", func(t *testing.T) { testWords[status.Retry](t, retryWords) })
	t.Run("Kind", func(t *testing.T) { testWords[status.Kind](t, kindWords) })
	t.Run("Take", func(t *testing.T) { testWords[status.Take](t, takeWords) })
	t.Run("Op", func(t *testing.T) { testWords[status.Op](t, opWords) })
	t.Run("Part", func(t *testing.T) { testWords[status.Part](t, partWords) })
	t.Run("Unit", func(t *testing.T) { testWords[status.Unit](t, unitWords) })
}

// word is any of these types; P is the pointer that reads it.
type word interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}

type reader[W word] interface {
	*W
	encoding.TextUnmarshaler
}

// testWords goes through all 256 values, so that the last word is followed by
// an error and not by a panic or a word that this file does not know.
func testWords[W word, P reader[W]](t *testing.T, words []string) {
	for i := range 256 {
		v := W(i)
		text, err := v.MarshalText()
		if i >= len(words) {
			if err == nil {
				t.Errorf("%d: MarshalText gave %q for a value without a word", i, text)
			}
			if got, want := v.String(), fmt.Sprintf("%s(%d)", reflect.TypeFor[W]().Name(), i); got != want {
				t.Errorf("String of a value without a word: got %q, want %q", got, want)
			}
			continue
		}
		if err != nil || string(text) != words[i] {
			t.Errorf("%d: MarshalText gave %q and error %v, want %q", i, text, err, words[i])
		}
		var back W
		if err := P(&back).UnmarshalText([]byte(words[i])); err != nil || back != v {
			t.Errorf("UnmarshalText(%q) gave %d and error %v, want %d", words[i], back, err, i)
		}
	}
	testUnknownWords[W, P](t)
}

func testUnknownWords[W word, P reader[W]](t *testing.T) {
	for _, tt := range []struct{ text, reason string }{
		{"", "nothing is no word"},
		{" ", "nor is white space"},
		{"Rate-Limited", "a catalog's words are lower case"},
		{" rate-limited", "a word has no space around it"},
		{"always\n", "nor a line break"},
		{"rate_limited", "the hyphen is part of the word"},
		{"Client Error", "a class is written as 4xx, its name is for people"},
		{"4XX", "a class has small letters, too"},
		{"Kind(9)", "what String prints without a word is not read back"},
		{"7", "a number is not a word"},
		{"\xff", "invalid UTF-8 is an error and not a panic"},
	} {
		v := W(1)
		if err := P(&v).UnmarshalText([]byte(tt.text)); err == nil {
			t.Errorf("UnmarshalText(%q) gave %v, want an error: %s", tt.text, v, tt.reason)
		}
		if v != 1 {
			t.Errorf("UnmarshalText(%q) failed and yet set the value to %d", tt.text, v)
		}
	}
}

// String is the catalog's word for all types but Class, which has a name that
// people read.
func TestWordsAsStrings(t *testing.T) {
	want := []string{"Unknown", "Informational", "Successful", "Redirection", "Client Error", "Server Error"}
	if diff := diff.Diff(want, texts(append([]status.Class{status.ClassUnknown}, status.Classes()...))); diff != "" {
		t.Errorf("names of the classes (-want +got):\n%s", diff)
	}
	faults := []status.Fault{status.FaultNobody, status.FaultCaller, status.FaultAccount, status.FaultServer}
	if diff := diff.Diff(faultWords, texts(faults)); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// Kinds, Retries and Classes leave out the zero value, which is no answer, and
// nothing else; their order is part of what they promise.
func TestLists(t *testing.T) {
	if diff := diff.Diff(kindWords[1:], texts(status.Kinds())); diff != "" {
		t.Errorf("Kinds (-want +got):\n%s", diff)
	}
	if diff := diff.Diff(retryWords[1:], texts(status.Retries())); diff != "" {
		t.Errorf("Retries (-want +got):\n%s", diff)
	}
	if diff := diff.Diff([]status.Class{1, 2, 3, 4, 5}, status.Classes()); diff != "" {
		t.Errorf("Classes (-want +got):\n%s", diff)
	}
}

// A caller may sort or cut the list without spoiling it for the next one.
func TestListsAreCopies(t *testing.T) {
	status.Kinds()[0] = status.KindInternal
	status.Retries()[0] = status.RetryAlways
	status.Classes()[0] = status.ClassServerError
	if status.Kinds()[0] != status.KindInformational ||
		status.Retries()[0] != status.RetryNever ||
		status.Classes()[0] != status.ClassInformational {
		t.Error("a write to a returned list shows in the next one")
	}
}

func texts[T fmt.Stringer](values []T) []string {
	var list []string
	for _, v := range values {
		list = append(list, v.String())
	}
	return list
}
