package clients

import (
	"cmp"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// server is a Redis or Valkey that the test ends. SERVER is its program;
// redis-server if unset.
type server struct {
	t    testing.TB
	addr string
	args []string
	cmd  *exec.Cmd
}

func startServer(t testing.TB, args ...string) *server {
	s := &server{t: t, addr: freeAddr(t)}
	_, port, _ := net.SplitHostPort(s.addr)
	s.args = append([]string{"--bind", "127.0.0.1", "--port", port, "--dir", t.TempDir(), "--save", "", "--loglevel", "warning"}, args...)
	s.start()
	t.Cleanup(s.kill)
	return s
}

// start returns when the server accepts connections.
func (s *server) start() {
	s.cmd = exec.Command(cmp.Or(os.Getenv("SERVER"), "redis-server"), s.args...)
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for range 500 {
		if conn, err := net.Dial("tcp", s.addr); err == nil {
			conn.Close()
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.t.Fatal("the server does not start")
}

// kill ends the server at once; it may be started again.
func (s *server) kill() {
	s.cmd.Process.Kill()
	s.cmd.Wait()
}

// cpu returns how long the server has used a core.
func (s *server) cpu() time.Duration {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(s.cmd.Process.Pid) + "/stat")
	if err != nil {
		s.t.Fatal(err)
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	var ticks time.Duration
	for _, field := range fields[11:13] { // utime and stime
		n, _ := strconv.Atoi(field)
		ticks += time.Duration(n)
	}
	return ticks * 10 * time.Millisecond
}
