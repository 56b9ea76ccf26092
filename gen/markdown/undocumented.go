package markdown

import (
	"fmt"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// undocumented tells how codes are read that the vendor does not document.
func (r *reference) undocumented() {
	r.block("## Undocumented codes")
	reader := "`" + r.name + ".Status`"
	class := "the x00 code of its class (" + cite("RFC 9110, section 15") + ")"
	if len(r.Fallback) == 0 {
		r.block("A code that is not on this page is undocumented, and ", reader, " reads it as ", class, ":")
	} else {
		r.block("A code that is not on this page is undocumented, and ", reader, " reads it as the ", registry, " does.")
		if hopeful := r.hopeful(); hopeful != nil {
			r.block("Of these, a retry may help on ", strings.Join(hopeful, ", "), ".")
		}
		r.block("A code that the registry does not list either is read as ", class, ":")
	}
	var rows [][]string
	for _, class := range status.Classes() {
		i := status.Find(&status.Rows{}, nil, int(class)*100)
		word, _ := class.MarshalText()
		rows = append(rows, []string{string(word), fmt.Sprint(i.Code), i.Kind.String(), advice(i)})
	}
	r.table([]string{"Undocumented", "Read as", "Kind", "Retry"}, rows)
}

const registry = "[IANA registry](https://www.iana.org/assignments/http-status-codes)"

// hopeful lists the registered codes that the vendor does not document and that
// may be retried.
func (r *reference) hopeful() []string {
	var list []string
	for _, v := range standard().Variants {
		if v.Retry.IsRetryable() && r.Lookup(v.Code) == nil {
			list = append(list, fmt.Sprintf("%d %s (%s)", v.Code, text(v.Definition), advice(&v.Info)))
		}
	}
	return list
}
