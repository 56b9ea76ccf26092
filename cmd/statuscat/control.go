package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// controlPath begins the paths by which a test controls the vendor.
const controlPath = "/__statuscat/"

// newControl returns the handler of the paths below controlPath. What they take
// and give is part of the command's interface.
func newControl(p *play) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+controlPath+"requests", func(w http.ResponseWriter, _ *http.Request) {
		respond(w, p.requests())
	})
	mux.HandleFunc("POST "+controlPath+"clock", func(w http.ResponseWriter, r *http.Request) {
		var body struct{ Advance string }
		if !receive(w, r, &body) {
			return
		}
		d, err := time.ParseDuration(body.Advance)
		if err != nil || d < 0 {
			http.Error(w, fmt.Sprintf("advance %q is no time that could pass, as 1.5s is", body.Advance), http.StatusBadRequest)
			return
		}
		p.Clock.Advance(d)
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("POST "+controlPath+"script", func(w http.ResponseWriter, r *http.Request) {
		var body struct{ Script []string }
		if !receive(w, r, &body) {
			return
		}
		if err := p.script(body.Script); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	return mux
}

// receive reads the body of a request, or answers that it is none.
func receive(w http.ResponseWriter, r *http.Request, body any) bool {
	const largest = 1 << 20 // more than any script needs
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, largest))
	d.DisallowUnknownFields()
	if err := d.Decode(body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return false
	}
	return true
}

func respond(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.Encode(v) // an error is the client's, who went away
}

// request is what the vendor was asked, in the words of vectors.json.
type request struct {
	Time    time.Time         `json:"time"` // by the vendor's clock
	Method  string            `json:"method"`
	URL     string            `json:"url"` // path and query
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	Status  int               `json:"status"` // that was answered
}

func (p *play) requests() []request {
	list := []request{}
	for _, r := range p.Requests() {
		headers := map[string]string{}
		for name, values := range r.Header {
			headers[name] = strings.Join(values, ", ")
		}
		list = append(list, request{r.Time.UTC(), r.Method, r.URL.String(), headers, string(r.Body), r.Code})
	}
	return list
}
