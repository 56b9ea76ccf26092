package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/status/statushttp"
)

// responseFlags describe a response and its request, for explain to decide about.
type responseFlags struct {
	headers []string
	body    string // a file name; "-" is standard input

	method, host, path, query string
	requestHeaders            []string

	attempt int
	maxWait time.Duration
	decide  func() bool // attempt or maxWait is given
	all     bool
}

func (f *responseFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.headers, "header", nil, "a header of the response, `'NAME: VALUE'`; repeatable")
	flags.StringVar(&f.body, "body", "", "the `FILE` with the body of the response; - is standard input")
	flags.StringVar(&f.method, "method", "", "the `METHOD` of the request")
	flags.StringVar(&f.host, "host", "", "the `HOST` of the request")
	flags.StringVar(&f.path, "path", "", "the `PATH` of the request")
	flags.StringVar(&f.query, "query", "", "the `QUERY` of the request, as in 'a=1&b=2'")
	flags.StringArrayVar(&f.requestHeaders, "request-header", nil, "a header of the request, `'NAME: VALUE'`; repeatable")
	flags.IntVar(&f.attempt, "attempt", 1, "the `NUMBER` of tries so far")
	flags.DurationVar(&f.maxWait, "max-wait", statushttp.DefaultMaxWait, "the longest specified wait to accept, a `DURATION`")
	flags.BoolVar(&f.all, "all", false, "also show the cases that do not match, and the examples")
	f.decide = func() bool { return flags.Changed("attempt") || flags.Changed("max-wait") }
	for _, name := range []string{"header", "host", "path", "query", "request-header", "attempt", "max-wait"} {
		complete(cmd, name, cobra.NoFileCompletions)
	}
	complete(cmd, "method", cobra.FixedCompletions([]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}, cobra.ShellCompDirectiveNoFileComp))
}

// ofRequest reports whether the request is described.
func (f *responseFlags) ofRequest() bool {
	return f.method != "" || f.host != "" || f.path != "" || f.query != "" || f.requestHeaders != nil
}

// given reports whether there is a response to decide about.
func (f *responseFlags) given() bool {
	return f.headers != nil || f.body != "" || f.ofRequest() || f.decide()
}

// check rejects numbers that no attempt and no wait can have.
func (f *responseFlags) check() error {
	switch {
	case f.attempt < 1:
		return fmt.Errorf("--attempt %d: want 1 or more; the first try is 1", f.attempt)
	case f.maxWait <= 0:
		return fmt.Errorf("--max-wait %s: want a duration above zero, such as 30s", f.maxWait)
	}
	return nil
}

// response returns the response that the flags describe.
func (f *responseFlags) response(s *streams, code int) (*http.Response, error) {
	resp := &http.Response{StatusCode: code, Body: http.NoBody, ContentLength: -1}
	var err error
	if resp.Header, err = headersOf("--header", f.headers); err != nil {
		return nil, err
	}
	if f.ofRequest() {
		header, err := headersOf("--request-header", f.requestHeaders)
		if err != nil {
			return nil, err
		}
		resp.Request = &http.Request{
			Method: strings.ToUpper(f.method), Host: f.host, Header: header,
			URL: &url.URL{Scheme: "https", Host: f.host, Path: f.path, RawQuery: strings.TrimPrefix(f.query, "?")},
		}
	}
	if f.body != "" {
		body, err := s.readFile(f.body, statushttp.DefaultBodyLimit)
		if err != nil {
			return nil, environment{err}
		}
		resp.Body = io.NopCloser(bytes.NewReader(body))
		if resp.Header.Get("Content-Type") == "" && isJSON(body) {
			resp.Header.Set("Content-Type", "application/json")
		}
	}
	return resp, nil
}

// headersOf reads headers that are written as NAME: VALUE.
func headersOf(flag string, list []string) (http.Header, error) {
	header := http.Header{}
	for _, h := range list {
		name, value, ok := strings.Cut(h, ":")
		if name = strings.TrimSpace(name); !ok || name == "" || strings.ContainsAny(name, " \t") {
			return nil, fmt.Errorf("%s %q: want 'NAME: VALUE'", flag, h)
		}
		header.Add(textproto.CanonicalMIMEHeaderKey(name), strings.TrimSpace(value))
	}
	return header, nil
}

// isJSON reports whether a body looks like JSON, so that its media type can be inferred.
func isJSON(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) > 0 && (body[0] == '{' || body[0] == '[')
}
