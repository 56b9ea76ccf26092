package spec

// Standard returns the variant of the IANA registry's catalog for the code, or nil if
// the code is not registered.
func (v *Variant) Standard() *Variant { return IANA().Vendors[0].Lookup(v.Code) }

// Differs reports whether the vendor gives a registered code another kind or another
// retry than the standard does.
func (v *Variant) Differs() bool {
	s := v.Standard()
	return s != nil && (v.Kind != s.Kind || v.Retry != s.Retry)
}
