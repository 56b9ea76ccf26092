package status

// Info is what one vendor means by one status code: a row of its catalog.
type Info struct {
	Code       int    // 100 to 999
	Definition string // the reason phrase: "Bad Request"; empty where nobody defines the code
	Meaning
	When []Case // what the code means in special cases; the first that matches counts
}

// Class returns the class of the code, which the number alone decides.
func (i *Info) Class() Class { return ClassOf(i.Code) }

// String returns code and definition, "403 Forbidden", or the number alone
// where there is no definition.
func (i *Info) String() string { return text(i.Code, i.Definition) }
