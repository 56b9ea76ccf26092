package statustest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
)

// Store checks that store keeps the contract of [statushttp.Store]. It takes
// about two seconds by the store's clock, and may run inside a testing/synctest
// bubble if the store's clock does. It uses keys of its own, which begin with
// "statustest ", and leaves nothing behind that lasts longer than two minutes.
func Store(t testing.TB, store statushttp.Store) {
	s := &storeTest{t, store, fmt.Sprintf("statustest %x ", rand.Uint64())}
	s.limits()
	s.window()
	s.crowd()
	s.pauses()
	s.pace()
}

type storeTest struct {
	testing.TB
	store statushttp.Store
	key   string
}

func (s *storeTest) take(key string, limits ...statushttp.StoreLimit) statushttp.Turn {
	s.Helper()
	turn, err := s.store.Take(s.Context(), s.key+key, limits)
	if err != nil {
		s.Fatalf("Take: %v", err)
	}
	if turn.Wait < 0 || turn.Pace < 0 || turn.Processes < 1 {
		s.Fatalf("Take: %+v; want neither a negative time nor less than one process", turn)
	}
	return turn
}

// want takes a turn that has to wait up to a time, 0 being now.
func (s *storeTest) want(why string, most time.Duration, key string, limits ...statushttp.StoreLimit) {
	s.Helper()
	if got := s.take(key, limits...).Wait; got > most || most > 0 && got == 0 {
		s.Errorf("%s: wait %v, want up to %v", why, got, most)
	}
}

func (s *storeTest) pause(key, bucket string, wait, pace time.Duration) {
	s.Helper()
	if err := s.store.Pause(s.Context(), s.key+key, bucket, wait, pace); err != nil {
		s.Fatalf("Pause: %v", err)
	}
}

func allow(bucket string, requests int, per time.Duration) statushttp.StoreLimit {
	return statushttp.StoreLimit{Bucket: bucket, Requests: requests, Per: per}
}

// limits: all of them or none.
func (s *storeTest) limits() {
	a, b, hour := allow("a", 3, time.Minute), allow("b", 1, time.Minute), allow("a", 100, 2*time.Minute)
	s.want("the first request", 0, "limits", a, b, hour)
	s.want("a limit of one is used up", time.Minute, "limits", a, b, hour)
	s.want("the refused request must not count for bucket a", 0, "limits", a)
	s.want("a request of no limit", 0, "limits")
	s.want("a limit without a size", 0, "limits", allow("a", 0, 0))
	s.want("neither counts for bucket a", 0, "limits", a)
	s.want("a limit of three is used up", time.Minute, "limits", a)
	s.want("another length of the same bucket", 0, "limits", hour)
	s.want("another key", 0, "limits, too", a, b)
}

// window: never more than the limit in any interval, and never a wait that is
// too short.
func (s *storeTest) window() {
	const size, per, total = 4, 200 * time.Millisecond, 20
	var before [total]time.Time // of each request that was counted
	for n := 0; n < total; {
		before[n] = time.Now()
		turn := s.take("window", allow("", size, per))
		if turn.Wait > per {
			s.Fatalf("wait %v, which is longer than the limit's interval", turn.Wait)
		}
		if turn.Wait > 0 {
			time.Sleep(turn.Wait)
			continue
		}
		if n >= size && time.Since(before[n-size]) < per {
			s.Errorf("%d requests within %v, want at most %d in %v", size+1, time.Since(before[n-size]), size, per)
		}
		if n++; n%3 == 0 {
			time.Sleep(per / 8) // uneven, so that fixed intervals are caught
		}
	}
}

// crowd: many at once are counted one by one.
func (s *storeTest) crowd() {
	const size = 20
	var sent atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range size {
				turn, err := s.store.Take(context.Background(), s.key+"crowd", []statushttp.StoreLimit{allow("", size, time.Minute)})
				if err != nil {
					s.Errorf("Take: %v", err)
				} else if turn.Wait == 0 {
					sent.Add(1)
				}
			}
		})
	}
	all.Wait()
	if sent.Load() != size {
		s.Errorf("%d requests of a crowd were counted, want %d", sent.Load(), size)
	}
}

func (s *storeTest) pauses() {
	a, b := allow("a", 2, time.Minute), allow("b", 0, 0)
	s.pause("pauses", "b", time.Minute, 0)
	s.want("a pause of another bucket", 0, "pauses", a)
	s.want("a pause", time.Minute, "pauses", a, b)
	s.pause("pauses", "b", time.Second, 0)
	if got := s.take("pauses", b).Wait; got < 10*time.Second {
		s.Errorf("a shorter pause within a longer one: wait %v, want the longer one", got)
	}
	s.want("a paused request must not count for bucket a", 0, "pauses", a)
	s.want("both requests of bucket a are used up", time.Minute, "pauses", a)
	s.want("a pause of another key", 0, "pauses, too", a, b)
	s.want("a request of no bucket", 0, "pauses")

	s.pause("pauses", "short", 50*time.Millisecond, 0)
	turn := s.take("pauses", allow("short", 0, 0))
	time.Sleep(turn.Wait)
	s.want("after a pause", 0, "pauses", allow("short", 0, 0))
}

// pace: it spaces requests, and ends.
func (s *storeTest) pace() {
	a := allow("a", 0, 0)
	const pace = 8 * time.Millisecond
	s.pause("pace", "a", 0, pace)
	s.pause("pace", "a", 0, pace/2)
	if got := s.take("pace", a).Pace; got != pace {
		s.Errorf("pace %v, want %v: the longest one set", got, pace)
	}
	if got := s.take("pace", allow("b", 0, 0)); got.Wait != 0 || got.Pace != 0 {
		s.Errorf("another bucket: wait %v, pace %v, want neither", got.Wait, got.Pace)
	}
	last, start := pace, time.Now()
	for n, sum := 0, time.Duration(0); ; {
		turn := s.take("pace", a)
		if turn.Wait > 0 {
			if turn.Wait > last {
				s.Fatalf("wait %v at a pace of %v", turn.Wait, last)
			}
			time.Sleep(turn.Wait)
			continue
		}
		if turn.Pace == 0 {
			break
		}
		if since := time.Since(start); since < sum {
			s.Errorf("request %d was counted after %v, want %v or later", n, since, sum)
		}
		if turn.Pace >= last && n > 0 {
			s.Errorf("request %d: pace %v, want less than %v", n, turn.Pace, last)
		}
		if n++; n > 1000 {
			s.Fatalf("pace %v after 1000 requests, want 0", turn.Pace)
		}
		last, sum = turn.Pace, sum+turn.Pace
	}
	s.want("an unknown bucket begins at its pace", 0, "pace", allow("new", 0, time.Minute))
	s.want("the second request of an unknown bucket", time.Minute, "pace", allow("new", 0, time.Minute))
	s.want("a bucket keeps its pace", time.Minute, "pace", allow("new", 0, time.Second))
	s.pause("pace", "p", 0, time.Minute)
	s.want("the first request at a pace", 0, "pace", allow("p", 0, 0))
	s.want("the second request at a pace", time.Minute, "pace", allow("p", 0, 0))
}
