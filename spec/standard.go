package spec

// Standard returns what the IANA registry's catalog says of the code, or nil
// where it is not registered.
func (v *Variant) Standard() *Variant { return IANA().Vendors[0].Lookup(v.Code) }

// Departs reports whether the vendor reads a registered code otherwise than the
// standard: as another kind, or with another answer to whether a retry helps.
func (v *Variant) Departs() bool {
	s := v.Standard()
	return s != nil && (v.Kind != s.Kind || v.Retry != s.Retry)
}
