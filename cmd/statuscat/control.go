package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/statuscat/statuscat/status/statustest"
)

// controlPath begins the paths by which a test controls the vendor.
const controlPath = "/__statuscat/"

// newControl returns the handler of the paths below controlPath. Their request and
// response bodies are part of the command's interface.
func newControl(p *play) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+controlPath+"requests", func(w http.ResponseWriter, _ *http.Request) {
		p.list(w)
	})
	mux.HandleFunc("POST "+controlPath+"clock", func(w http.ResponseWriter, r *http.Request) {
		var advance string
		if !receive(w, r, "advance", &advance) {
			return
		}
		d, err := time.ParseDuration(advance)
		if err != nil || d < 0 {
			http.Error(w, fmt.Sprintf("advance %q is not a duration; want one such as 1.5s", advance), http.StatusBadRequest)
			return
		}
		p.Clock.Advance(d)
		w.WriteHeader(http.StatusNoContent)
	})
	mux.HandleFunc("POST "+controlPath+"script", func(w http.ResponseWriter, r *http.Request) {
		var names []string
		if !receive(w, r, "script", &names) {
			return
		}
		if err := p.script(names); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if why := foreign(r); why != "" {
			http.Error(w, why, http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// foreign says why a request to the control paths is refused; it is empty if the
// request is allowed. Any web page can have a browser send a request here, by a
// plain form or by a name that it lets resolve to this machine.
func foreign(r *http.Request) string {
	if !isOwn(r) {
		return fmt.Sprintf("host %q is neither this machine nor the address that serve listens on", r.Host)
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return "a page of another site sent this request"
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		if u, err := url.Parse(origin); err != nil || u.Host != r.Host {
			return fmt.Sprintf("origin %q is not this server", origin)
		}
	}
	return ""
}

// isOwn reports whether the Host header is a loopback address, or the address that the
// request arrived at.
func isOwn(r *http.Request) bool {
	name, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		name = strings.Trim(r.Host, "[]")
	}
	ip := net.ParseIP(name)
	local, _ := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return name == "localhost" || ip.IsLoopback() || local != nil && local.IP.Equal(ip)
}

// receive reads the body of a request, an object with that key alone, or responds
// with what is wrong.
func receive(w http.ResponseWriter, r *http.Request, key string, value any) bool {
	const largest = 1 << 20 // more than any script needs
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, largest))
	var body map[string]json.RawMessage
	err := d.Decode(&body)
	if err == nil {
		if _, err = d.Token(); err == io.EOF {
			err = nil
		} else {
			err = fmt.Errorf("want one JSON object, have text after it")
		}
	}
	if err == nil && (body == nil || len(body) > 1 || len(body) == 1 && body[key] == nil) {
		err = fmt.Errorf("want an object with the key %q alone", key)
	}
	if err == nil && body[key] != nil {
		err = json.Unmarshal(body[key], value)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return false
	}
	return true
}

// request is a request that the vendor received, in the words of vectors.json.
type request struct {
	Time       time.Time         `json:"time"` // by the vendor's clock
	Method     string            `json:"method"`
	Host       string            `json:"host"`
	URL        string            `json:"url"` // path and query
	Headers    map[string]string `json:"headers"`
	Body       string            `json:"body"`
	BodyBase64 string            `json:"body_base64,omitempty"` // in place of body, if that is not text
	Status     int               `json:"status"`                // of the response
}

// credential matches the names of headers that hold one.
var credential = regexp.MustCompile(`(?i)^(?:proxy-)?authorization$|cookie$|token$|secret$|password$|signature$|(?:api|auth|access)-?key$`)

// list writes the recorded requests, one at a time since their bodies can be large. A
// header has the number of the older ones that were dropped.
func (p *play) list(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Statuscat-Dropped", strconv.Itoa(p.Dropped()))
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	separator := "["
	for _, r := range p.Requests() {
		io.WriteString(w, separator) // an error is the client's, who went away
		e.Encode(p.recorded(r))
		separator = ","
	}
	io.WriteString(w, strings.TrimPrefix(separator, ",")+"]\n")
}

// recorded returns a request as it is listed.
func (p *play) recorded(r statustest.Request) request {
	headers := map[string]string{}
	for name, values := range r.Header {
		headers[name] = strings.Join(values, ", ")
		if credential.MatchString(name) && !p.credentials {
			headers[name] = "(present)"
		}
	}
	one := request{Time: r.Time.UTC(), Method: r.Method, Host: r.Host, URL: r.URL.String(), Headers: headers, Status: r.Code}
	if utf8.Valid(r.Body) && !bytes.ContainsRune(r.Body, 0) {
		one.Body = string(r.Body)
	} else {
		one.BodyBase64 = base64.StdEncoding.EncodeToString(r.Body)
	}
	return one
}
