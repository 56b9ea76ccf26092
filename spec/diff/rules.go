package diff

// Effect is what a change does to callers. A greater one is worse.
type Effect uint8

// The effects.
const (
	Texts     Effect = iota // people read another text
	Added                   // there is more to use
	Behaviour               // a program compiles as before and decides differently
	Breaking                // a program does not compile, or gives up when it retried before
)

var effects = [...]string{"texts", "added", "behaviour", "breaking"}

// Effects lists the effects, the worst first.
func Effects() []Effect { return []Effect{Breaking, Behaviour, Added, Texts} }

// String returns the word for e: "behaviour".
func (e Effect) String() string { return effects[e] }

// MarshalText returns the same text as String.
func (e Effect) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// Bump returns the bump that a change of that effect requires.
func (e Effect) Bump() Bump {
	switch e {
	case Breaking:
		return Major
	case Behaviour, Added:
		return Minor
	case Texts:
	}
	return Patch
}

// Rule is a kind of change.
type Rule struct {
	ID     string
	Effect Effect
	Why    string // what it does to callers, as a sentence
}

// Rules lists the kinds of change, the worst effects first.
func Rules() []Rule { return append([]Rule(nil), rules...) }

// The rules, by their index in the table.
const (
	vendorRemoved = iota
	constantRemoved
	constantRenamed
	caseRemoved
	caseRenamed
	retryNarrowed
	throttleLost
	kindChanged
	retryWidened
	waitChanged
	criteriaChanged
	caseOrder
	definitionChanged
	limitChanged
	fallbackChanged
	idempotencyKey
	errorBody
	exampleChanged
	vendorAdded
	constantAdded
	caseAdded
	textChanged
)

var rules = []Rule{
	vendorRemoved:     {"vendor-removed", Breaking, "The vendor's package is gone. Code that imports it does not compile."},
	constantRemoved:   {"constant-removed", Breaking, "The code's constant is gone. Code that uses it does not compile."},
	constantRenamed:   {"constant-renamed", Breaking, "The code's constant has another name. Code that uses the old one does not compile."},
	caseRemoved:       {"case-removed", Breaking, "The case is gone. Code that uses its constant does not compile, and comparisons with its name are never true."},
	caseRenamed:       {"case-renamed", Breaking, "The case has another name. Code that uses its old constant does not compile, and comparisons with the old name are never true."},
	retryNarrowed:     {"retry-narrowed", Breaking, "A program that retried the request gives up, or does so more often."},
	throttleLost:      {"throttle-lost", Breaking, "A program that slows down when it is throttled no longer sees that it is."},
	kindChanged:       {"kind-changed", Behaviour, "A program that decides by the kind or by the fault decides differently."},
	retryWidened:      {"retry-widened", Behaviour, "A program that gave up retries the request, or does so more often."},
	waitChanged:       {"wait-changed", Behaviour, "A program waits longer or shorter before it retries the request."},
	criteriaChanged:   {"criteria-changed", Behaviour, "The case matches other responses than before."},
	caseOrder:         {"case-order", Behaviour, "A response that several cases match now means another one of them."},
	definitionChanged: {"definition-changed", Behaviour, "String returns another phrase, and Parse reads it instead of the old one."},
	limitChanged:      {"limit-changed", Behaviour, "Policy.Transport sends requests at another pace."},
	fallbackChanged:   {"fallback-changed", Behaviour, "Codes that the vendor does not document can mean something else."},
	idempotencyKey:    {"idempotency-key", Behaviour, "Other requests than before count as idempotent."},
	errorBody:         {"error-body", Behaviour, "Errors take their message or the vendor's code from another header or field."},
	exampleChanged:    {"example-changed", Behaviour, "The fake vendor of tests sends other responses, and a test that uses one may have to change."},
	vendorAdded:       {"vendor-added", Added, "There is a package for one more vendor."},
	constantAdded:     {"constant-added", Added, "There is a constant for one more code, which was undocumented."},
	caseAdded:         {"case-added", Added, "There is one more case of a code."},
	textChanged:       {"text-changed", Texts, "People read another text. No program decides by it."},
}
