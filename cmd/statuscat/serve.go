package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status/statustest"
)

// The clocks. Both are moved by the control endpoint.
const (
	clockReal   = "real"
	clockManual = "manual" // it starts at statustest.Start
)

type serveOptions struct {
	catalogs []string
	script   []string
	addr     string
	public   bool
	clock    string // real or manual
	keep     int    // records
	secrets  bool   // keep credentials
}

func newServe(s *streams) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve [flags] VENDOR",
		Short: "Run a fake vendor for clients in any language",
		Long: `Serve runs a fake vendor on the loopback interface. It enforces the limits of the
catalog and otherwise follows a script of the catalog's examples. Name responses as
in vectors.json, or by code or case alone for the first one: "403: too-fast" or
403. The last response of a script serves all later requests; without a script,
the vendor responds with its first success. Serve prints its address on one line
and runs until it receives SIGINT or SIGTERM.

Tests control it through these endpoints:

  GET  /__statuscat/requests  the requests so far, as JSON
  POST /__statuscat/clock     {"advance": "1.5s"} moves the clock
  POST /__statuscat/script    {"script": ["500", "200"]} replaces the script

They refuse requests from web pages of other sites. Credentials are recorded as
present and not by value. The first 64 KiB of a body are recorded.`,
		Example: `  statuscat serve leadcommerce
  statuscat serve --script '403: too-fast,200' leadcommerce
  statuscat serve --catalog acme.yaml --addr 127.0.0.1:8080 --clock manual acme`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("serve needs one vendor, as in: statuscat serve leadcommerce")
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return s.completeVendors(o.catalogs)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			return s.serve(ctx, o, args[0])
		},
	}
	addCatalogFlag(cmd, &o.catalogs)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.script, "script", nil, "respond with the examples of these `NAMES`, one after the other")
	flags.StringVar(&o.addr, "addr", "127.0.0.1:0", "listen at this `HOST:PORT`; port 0 is a free one")
	flags.BoolVar(&o.public, "public", false, "let --addr be an interface that other machines reach")
	flags.StringVar(&o.clock, "clock", clockReal, "the vendor's `CLOCK`: "+clockReal+", or "+clockManual+", which stands still until it is moved")
	flags.IntVar(&o.keep, "keep", 1000, "record the last `N` requests")
	flags.BoolVar(&o.secrets, "keep-credentials", false, "record the values of Authorization, Cookie and the like")
	complete(cmd, "keep", cobra.NoFileCompletions)
	complete(cmd, "script", func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		return s.completeScript(o.catalogs, args)
	})
	complete(cmd, "addr", cobra.NoFileCompletions)
	complete(cmd, "clock", cobra.FixedCompletions([]string{clockReal, clockManual}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// serve plays a vendor until ctx is done.
func (s *streams) serve(ctx context.Context, o serveOptions, key string) error {
	v, _, err := s.find(o.catalogs, key)
	if err != nil {
		return err
	}
	p, err := newPlay(v, o)
	if err != nil {
		return err
	}
	listener, err := o.listen()
	if err != nil {
		return err
	}
	s.out.printf("http://%s\n", listener.Addr())
	if err := s.out.flush(); err != nil {
		listener.Close()
		return environment{err}
	}
	debug.SetGCPercent(25)                                       // it runs for long, and its records fill most of the memory
	server := &http.Server{Handler: p, MaxHeaderBytes: 16 << 10} // headers are recorded whole
	context.AfterFunc(ctx, func() { server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return environment{err}
	}
	return nil
}

// listen opens the address, if it is one that no other machine reaches or may be.
func (o *serveOptions) listen() (net.Listener, error) {
	addr, err := net.ResolveTCPAddr("tcp", o.addr)
	if err != nil {
		return nil, err
	}
	if !addr.IP.IsLoopback() && !o.public {
		return nil, fmt.Errorf("other machines could reach %s; listen at 127.0.0.1, or allow it with --public", o.addr)
	}
	listener, err := net.ListenTCP("tcp", addr)
	if err != nil {
		return nil, environment{err}
	}
	return listener, nil
}

// play is a vendor that a client in another process controls.
type play struct {
	*statustest.Vendor[int] // an example is an index into names
	names                   []string
	control                 http.Handler
	credentials             bool // recorded by value
}

func newPlay(v *spec.Vendor, o serveOptions) (*play, error) {
	examples, names := finalExamples(v)
	if len(examples) == 0 {
		return nil, finding(fmt.Sprintf("the catalog has no example of a final response of %s", v.Key))
	}
	if o.keep < 1 {
		return nil, errors.New("want a number greater than 0 for --keep")
	}
	p := &play{Vendor: statustest.NewVendor[int](v.Runtime(), examples), names: names, credentials: o.secrets}
	p.Keep = o.keep
	switch o.clock {
	case clockReal:
		p.Now = func() time.Time { return time.Now().Add(p.Clock.Now().Sub(statustest.Start)) }
	case clockManual:
	default:
		return nil, fmt.Errorf("want %s or %s", clockReal, clockManual)
	}
	p.control = newControl(p)
	return p, p.script(o.script)
}

// finalExamples returns the vendor's examples and their names, less the interim
// ones, which no request ends with.
func finalExamples(v *spec.Vendor) (examples []statustest.Answer, names []string) {
	for _, e := range v.Examples {
		if e.Code >= 200 {
			examples, names = append(examples, e.Answer), append(names, e.Name)
		}
	}
	return examples, names
}

// script sets the responses by the names of examples, or by the code or case of which
// they are the first. Its error suggests the nearest name.
func (p *play) script(names []string) error {
	examples := make([]int, len(names))
	for i, name := range names {
		examples[i] = slices.Index(p.names, name)
		if examples[i] < 0 {
			examples[i] = slices.IndexFunc(p.names, func(full string) bool { return strings.HasPrefix(full, name+": ") })
		}
		if examples[i] < 0 {
			return fmt.Errorf("unknown example %q%s", name, spec.Suggest(name, p.names))
		}
	}
	p.Script(examples...)
	return nil
}

func (p *play) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, controlPath) {
		p.control.ServeHTTP(w, r)
		return
	}
	head, _ := io.ReadAll(io.LimitReader(r.Body, maxRecordedBody)) // what did not arrive is not recorded
	io.Copy(io.Discard, r.Body)
	r.Body = io.NopCloser(bytes.NewReader(head))
	p.Vendor.ServeHTTP(w, r)
}

// maxRecordedBody is how many bytes of a body are recorded.
const maxRecordedBody = 64 << 10

// completeScript offers the examples of the vendor.
func (s *streams) completeScript(files, args []string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	v := s.knownVendor(files, args[0])
	if v == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_, names := finalExamples(v)
	return names, cobra.ShellCompDirectiveNoFileComp
}
