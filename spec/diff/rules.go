package diff

// Effect is what a change does to callers. A greater one is worse.
type Effect uint8

// The effects.
const (
	Texts     Effect = iota // what people read is worded otherwise
	Added                   // there is more to use, and nothing of it had to be known before
	Behaviour               // a program compiles as before and decides otherwise
	Breaking                // a program does not compile, or gives up where it went on
)

var effects = [...]string{"texts", "added", "behaviour", "breaking"}

// Effects lists the effects, the worst first.
func Effects() []Effect { return []Effect{Breaking, Behaviour, Added, Texts} }

// String returns the word for e: "behaviour".
func (e Effect) String() string { return effects[e] }

// MarshalText returns the same text as String.
func (e Effect) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// Bump returns what a change of that effect asks of the next version.
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

// The rules, by their place in the table.
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
	vendorRemoved:     {"vendor-removed", Breaking, "The vendor's package is gone: what imports it does not compile."},
	constantRemoved:   {"constant-removed", Breaking, "The code's constant is gone: what names it does not compile."},
	constantRenamed:   {"constant-renamed", Breaking, "The code's constant has another name: what has the old one does not compile."},
	caseRemoved:       {"case-removed", Breaking, "The case is gone: what compares with its constant does not compile, or never holds."},
	caseRenamed:       {"case-renamed", Breaking, "The case has another name: what compares with its constant does not compile, or never holds."},
	retryNarrowed:     {"retry-narrowed", Breaking, "A program that sent the request again gives up, or does so more often."},
	throttleLost:      {"throttle-lost", Breaking, "A program that slows down when it is throttled is no longer told that it is."},
	kindChanged:       {"kind-changed", Behaviour, "A program that decides by the kind, or by who is at fault, decides otherwise."},
	retryWidened:      {"retry-widened", Behaviour, "A program that gave up sends the request again, or does so more often."},
	waitChanged:       {"wait-changed", Behaviour, "A program waits longer or shorter before it sends the request again."},
	criteriaChanged:   {"criteria-changed", Behaviour, "The case is recognised in other answers than before."},
	caseOrder:         {"case-order", Behaviour, "An answer that fits several cases is read as another one of them."},
	definitionChanged: {"definition-changed", Behaviour, "String prints another phrase, and Parse reads it instead of the old one."},
	limitChanged:      {"limit-changed", Behaviour, "A gate lets requests through at another pace."},
	fallbackChanged:   {"fallback-changed", Behaviour, "Codes that the vendor does not document can mean something else."},
	idempotencyKey:    {"idempotency-key", Behaviour, "Other requests than before count as safe to repeat."},
	errorBody:         {"error-body", Behaviour, "Errors find their message or the vendor's code in another place."},
	exampleChanged:    {"example-changed", Behaviour, "The vendor that tests play has other answers, and a test that names one may have to change."},
	vendorAdded:       {"vendor-added", Added, "There is a package for one more vendor."},
	constantAdded:     {"constant-added", Added, "There is a constant for one more code, which was undocumented."},
	caseAdded:         {"case-added", Added, "One more meaning of a code is told apart."},
	textChanged:       {"text-changed", Texts, "People read another text; no program decides by it."},
}
