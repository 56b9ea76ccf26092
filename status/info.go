package status

// Info is what one vendor means by one status code: a row of its catalog.
type Info struct {
	Code       int    // 100 to 999
	Definition string // the reason phrase: "Bad Request"; empty where nobody defines the code
	Purpose    string // when the vendor sends the code
	Remedy     string // what the caller does next; may be empty
	Note       string // what the catalog adds or infers; may be empty
	Reference  string // where the vendor or the RFC says so; may be empty
	Kind       Kind
	Retry      Retry
	Wait       Wait
	When       []Case // what the code means in special cases; the first that matches counts
}

// Fault tells who has to act; it follows from the kind.
func (i *Info) Fault() Fault { return i.Kind.Fault() }

// Class returns the class of the code, which the number alone decides.
func (i *Info) Class() Class { return ClassOf(i.Code) }

// String returns code and definition, "403 Forbidden", or the number alone
// where there is no definition.
func (i *Info) String() string { return text(i.Code, i.Definition) }
