package status

import "github.com/statuscat/statuscat/status/internal/word"

// Fault says who has to act. It follows from the
// [Kind], never from the class: a 507 for a full plan is not the server's fault.
type Fault uint8

// The parties that can be at fault.
const (
	FaultNobody  Fault = iota // nothing is wrong
	FaultCaller               // the program that sent the request, or its author
	FaultAccount              // whoever sets the account's limits, permissions and settings
	FaultServer               // the vendor
)

var faults = []word.Entry{
	{"nobody", "nothing is wrong"},
	{"caller", "the program that sent the request, or its author"},
	{"account", "whoever sets the account's limits, permissions and settings"},
	{"server", "the vendor"},
}

// Faults lists the parties.
func Faults() []Fault { return append([]Fault{FaultNobody}, word.All[Fault](faults)...) }

// Doc returns who that is: "the vendor".
func (f Fault) Doc() string { return word.Doc(faults, f) }

// String returns the word for f: "account".
func (f Fault) String() string { return word.Of(faults, f) }

// MarshalText returns the same text as String, and an error if the value is not
// one of the constants.
func (f Fault) MarshalText() ([]byte, error) { return word.Marshal(faults, f) }

// UnmarshalText reads what MarshalText writes.
func (f *Fault) UnmarshalText(text []byte) error {
	return word.Unmarshal("fault", faults, f, text)
}
