package spec

// Load reads one catalog. The file name is for positions and for the headers of
// what is generated; nothing is opened.
//
// Every mistake is found in one run: the error is an [ErrorList], sorted by
// position, and then there is no catalog. Load does not panic, whatever the
// bytes, and its effort is bounded by [MaxSize].
func Load(file string, src []byte) (*Catalog, error) { return load(file, src, false) }

func load(file string, src []byte, bundled bool) (*Catalog, error) {
	r := &reporter{file: file}
	var c *Catalog
	r.collect(func() {
		if !scan(r, src) {
			return
		}
		root := parse(r, src, isKey)
		if root == nil {
			return
		}
		realign(r, src, root)
		c = check(r, decode(r, root))
		c.bundled, c.doubts = bundled, r.doubts
		if len(r.list) == 0 {
			checkExamples(r, c)
		}
	})
	if err := r.err(); err != nil {
		return nil, err
	}
	return c, nil
}
