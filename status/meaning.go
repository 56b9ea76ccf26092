package status

// Meaning is what a response means. In a case for any code, and in Over, a zero field
// keeps the value of the code.
type Meaning struct {
	Kind      Kind
	Retry     Retry
	Wait      Wait   // zero if Retry is not retryable
	By        []By   // what names the bucket that a throttling meaning pauses; all requests of the key if empty
	Purpose   string // when the vendor sends the code
	Remedy    string // what the caller does next; may be empty
	Note      string // what the catalog adds or infers; may be empty
	Reference string // where the vendor or the RFC says so; may be empty
}

// Over returns m with the fields of base where those of m are zero.
func (m Meaning) Over(base Meaning) Meaning {
	if m.Kind == 0 {
		m.Kind = base.Kind
	}
	if m.Retry == 0 {
		m.Retry = base.Retry
	}
	if m.Wait.IsZero() {
		m.Wait = base.Wait
	}
	if m.By == nil {
		m.By = base.By
	}
	if m.Purpose == "" {
		m.Purpose = base.Purpose
	}
	if m.Remedy == "" {
		m.Remedy = base.Remedy
	}
	if m.Note == "" {
		m.Note = base.Note
	}
	if m.Reference == "" {
		m.Reference = base.Reference
	}
	return m
}

// Fault returns who has to act; it follows from the kind.
func (m *Meaning) Fault() Fault { return m.Kind.Fault() }

// By names the buckets of requests: each value of a part of the request, or of a response
// header, has a bucket of its own.
type By struct {
	Part Part   // PartMethod, PartHost or PartPath; or PartHeader, of the response
	Name string // of the header, in canonical form; empty otherwise
}

// String says what names the bucket: "method", "header X-Bucket".
func (b By) String() string {
	if b.Name == "" {
		return b.Part.String()
	}
	return b.Part.String() + " " + b.Name
}

// ByWords lists what names a bucket, as a sentence does: "method and path".
func ByWords(all []By) string {
	words := make([]string, len(all))
	for i, b := range all {
		words[i] = b.String()
	}
	return list(words, " and ")
}
