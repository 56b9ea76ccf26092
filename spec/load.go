package spec

// Load reads one catalog from src. The name file is for positions and for the headers
// of generated files; nothing is opened.
//
// If the catalog has mistakes, Load returns nil and an [ErrorList] with all of them,
// sorted by position. Load does not panic, whatever src is, and [MaxSize] bounds its
// effort.
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
		c.bundled, c.suspicions = bundled, r.suspicions
		if len(r.list) == 0 {
			checkExamples(r, c)
		}
	})
	if err := r.err(); err != nil {
		return nil, err
	}
	return c, nil
}
