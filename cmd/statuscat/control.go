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
)

// controlPath begins the paths by which a test controls the vendor.
const controlPath = "/__statuscat/"

// newControl returns the handler of the paths below controlPath. What they take
// and give is part of the command's interface.
func newControl(p *play) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+controlPath+"requests", func(w http.ResponseWriter, _ *http.Request) {
		list, dropped := p.requests()
		w.Header().Set("Statuscat-Dropped", strconv.Itoa(dropped))
		respond(w, list)
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
		if why := p.foreign(r); why != "" {
			http.Error(w, why, http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// foreign says why a request to the control paths is refused; it is empty if the
// request is allowed. Any web page can have a browser send a request here, by a
// plain form or by a name that it lets resolve to this machine.
func (p *play) foreign(r *http.Request) string {
	if !p.isOwn(r.Host) {
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

// isOwn reports whether a Host header names a loopback address, or the address that
// serve listens on.
func (p *play) isOwn(host string) bool {
	if host == p.addr {
		return true
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	ip := net.ParseIP(name)
	return name == "localhost" || ip != nil && ip.IsLoopback()
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
			err = fmt.Errorf("text follows the JSON object")
		}
	}
	if err == nil && (len(body) > 1 || len(body) == 1 && body[key] == nil) {
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

func respond(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.Encode(v) // an error is the client's, who went away
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
var credential = regexp.MustCompile(`(?i)^(?:proxy-)?authorization$|cookie$|token$|secret$|password$|signature$|api-?key$`)

// requests returns the recorded requests, and how many older ones were dropped.
func (p *play) requests() ([]request, int) {
	list := []request{}
	all := p.Requests()
	for _, r := range all {
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
		list = append(list, one)
	}
	return list, p.Dropped()
}
