package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/status/statushttp"
)

// answerFlags describe a response, for explain to decide about.
type answerFlags struct {
	headers []string
	body    string // a file name; "-" is standard input
	method  string
}

func (f *answerFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.headers, "header", nil, "decide about an answer with this header, `'NAME: VALUE'`; repeatable")
	flags.StringVar(&f.body, "body", "", "decide about an answer with the body in `FILE`; - is standard input")
	flags.StringVar(&f.method, "method", "", "decide about an answer to a request of this `METHOD`")
	complete(cmd, "header", cobra.NoFileCompletions)
	complete(cmd, "method", cobra.FixedCompletions([]string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}, cobra.ShellCompDirectiveNoFileComp))
}

// given reports whether there is an answer to decide about.
func (f *answerFlags) given() bool { return f.headers != nil || f.body != "" || f.method != "" }

// response makes the answer of the flags a response.
func (f *answerFlags) response(s *streams, code int) (*http.Response, error) {
	resp := &http.Response{StatusCode: code, Header: http.Header{}, Body: http.NoBody, ContentLength: -1}
	if f.method != "" {
		resp.Request = &http.Request{Method: strings.ToUpper(f.method), Header: http.Header{}}
	}
	for _, h := range f.headers {
		name, value, ok := strings.Cut(h, ":")
		if name = strings.TrimSpace(name); !ok || name == "" || strings.ContainsAny(name, " \t") {
			return nil, fmt.Errorf("--header %q is not written as 'NAME: VALUE'", h)
		}
		name = textproto.CanonicalMIMEHeaderKey(name)
		resp.Header[name] = append(resp.Header[name], strings.TrimSpace(value))
	}
	body, err := f.read(s)
	if err != nil {
		return nil, environment{err}
	}
	if body != nil {
		resp.Body = io.NopCloser(bytes.NewReader(body))
		if resp.Header.Get("Content-Type") == "" && isJSON(body) {
			resp.Header.Set("Content-Type", "application/json")
		}
	}
	return resp, nil
}

// read returns the body, as much of it as counts.
func (f *answerFlags) read(s *streams) ([]byte, error) {
	var in io.Reader = s.in
	switch f.body {
	case "":
		return nil, nil
	case "-":
	default:
		file, err := os.Open(f.body)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		in = file
	}
	return io.ReadAll(io.LimitReader(in, statushttp.DefaultBodyLimit))
}

// isJSON reports whether a body looks like JSON, for which its sender would say so.
func isJSON(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) > 0 && (body[0] == '{' || body[0] == '[')
}
