package statustest

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
)

// Store checks that store implements the contract of [statushttp.Store]. It takes about
// two seconds by the store's clock, and may run in a testing/synctest bubble if that clock
// does. Its keys begin with "statustest" and a random number, and can expire after two
// minutes.
func Store(t testing.TB, store statushttp.Store) {
	s := &storeTest{t, store, fmt.Sprintf("statustest %x ", rand.Uint64())}
	s.limits()
	s.window()
	s.crowd()
	s.pauses()
	s.pace()
}

// allow returns a limit.
func allow(bucket string, requests int, per time.Duration) statushttp.StoreLimit {
	return statushttp.StoreLimit{Bucket: bucket, Requests: requests, Per: per}
}

type storeTest struct {
	testing.TB
	store statushttp.Store
	key   string
}

func (s *storeTest) take(key string, limits ...statushttp.StoreLimit) statushttp.Turn {
	s.Helper()
	turn, err := s.store.Take(s.Context(), s.key+key, limits)
	if err != nil || turn.Wait < 0 || turn.Pace < 0 || turn.Processes < 1 {
		s.Errorf("Take: %+v, %v; want no negative time, at least one process, and no error", turn, err)
	}
	return turn
}

// want takes a turn, and checks that its wait is 0 if most is, and otherwise positive and
// at most most.
func (s *storeTest) want(most time.Duration, why, key string, limits ...statushttp.StoreLimit) {
	s.Helper()
	if got := s.take(key, limits...).Wait; got > most || most > 0 && got == 0 {
		s.Errorf("%s: wait %v, want up to %v", why, got, most)
	}
}

func (s *storeTest) pause(key, bucket string, wait, pace time.Duration) {
	s.Helper()
	if err := s.store.Pause(s.Context(), s.key+key, bucket, wait, pace); err != nil {
		s.Errorf("Pause: %v", err)
	}
}

// limits checks that either all limits count a request or none does.
func (s *storeTest) limits() {
	a, b, longer := allow("a", 3, time.Minute), allow("b", 1, time.Minute), allow("a", 100, 2*time.Minute)
	s.want(0, "the first request", "limits", a, b, longer)
	s.want(time.Minute, "a limit of one is used up", "limits", a, b, longer)
	s.want(0, "a refused request must not count for bucket a", "limits", a)
	s.want(0, "a request without limits", "limits")
	s.want(0, "a limit of unknown size", "limits", allow("a", 0, 0))
	s.want(0, "neither may count for bucket a", "limits", a)
	s.want(time.Minute, "a limit of three is used up", "limits", a)
	s.want(0, "another interval of the same bucket", "limits", longer)
	s.want(0, "another key", "limits 2", a, b)
	short := allow("short", 1, time.Second)
	s.want(0, "a short interval", "limits", short)
	if got := s.take("limits", b, short).Wait; got < 2*time.Second {
		s.Errorf("a long interval and a short one: wait %v, want the longer one", got)
	}
}

// window checks that a limit applies to any interval, and that no wait is too short.
func (s *storeTest) window() {
	const size, per, total = 4, 200 * time.Millisecond, 20
	var before [total]time.Time // each request that was counted
	for n := 0; n < total && !s.Failed(); {
		before[n] = time.Now()
		if turn := s.take("window", allow("", size, per)); turn.Wait > per {
			s.Errorf("wait %v, which is longer than the interval of the limit", turn.Wait)
		} else if turn.Wait > 0 {
			time.Sleep(turn.Wait)
			continue
		}
		if n >= size && time.Since(before[n-size]) < per {
			s.Errorf("%d requests within %v, want at most %d in %v", size+1, time.Since(before[n-size]), size, per)
		}
		if n++; n%3 == 0 {
			time.Sleep(per / 8) // uneven, to find fixed intervals
		}
	}
}

// crowd checks that concurrent requests are counted one by one.
func (s *storeTest) crowd() {
	const size = 20
	counted := make(chan bool, 8*size)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range size {
				if s.take("crowd", allow("", size, time.Minute)).Wait == 0 {
					counted <- true
				}
			}
		})
	}
	all.Wait()
	if len(counted) != size {
		s.Errorf("%d requests of a crowd were counted, want %d", len(counted), size)
	}
}

// pauses checks that a pause closes one bucket for all requests, and that the longest
// pause counts.
func (s *storeTest) pauses() {
	a, b, short := allow("a", 2, time.Minute), allow("b", 0, 0), allow("short", 0, 0)
	s.pause("pauses", "b", time.Minute, 0)
	s.want(0, "a pause of another bucket", "pauses", a)
	s.want(time.Minute, "a pause", "pauses", a, b)
	s.pause("pauses", "b", time.Second, 0)
	if got := s.take("pauses", b).Wait; got < 10*time.Second {
		s.Errorf("a shorter pause within a longer one: wait %v, want the longer one", got)
	}
	s.want(0, "a paused request must not count for bucket a", "pauses", a)
	s.want(time.Minute, "bucket a is used up", "pauses", a)
	s.want(0, "a pause of another key", "pauses 2", a, b)
	s.pause("pauses", "short", 50*time.Millisecond, 0)
	time.Sleep(s.take("pauses", short).Wait)
	s.want(0, "a pause that is over", "pauses", short)
}

// pace checks that a pace spaces the requests of one bucket, and that it ends.
func (s *storeTest) pace() {
	a, unknown, paused := allow("a", 0, 0), allow("unknown", 0, time.Minute), allow("paused", 0, 0)
	s.pause("pace", "a", 0, 4*time.Millisecond)
	s.pause("pace", "a", 0, 8*time.Millisecond)
	s.pause("pace", "a", 0, time.Millisecond)
	s.want(0, "another bucket", "pace", paused)
	last, earliest := 8*time.Millisecond, time.Now()
	for n := 0; n < 1000 && !s.Failed(); {
		turn := s.take("pace", a)
		switch {
		case turn.Wait > last || turn.Pace > last || n == 0 && turn.Pace < last || turn.Pace < last/2 && last > 2*time.Millisecond:
			s.Errorf("after %d requests: %+v at a pace of %v", n, turn, last)
		case turn.Wait > 0:
			time.Sleep(turn.Wait)
			continue
		case time.Now().Before(earliest):
			s.Errorf("request %d was counted %v early", n+1, time.Until(earliest))
		case turn.Pace > 0:
			n, last, earliest = n+1, turn.Pace, earliest.Add(turn.Pace)
			continue
		}
		break
	}
	if got := s.take("pace", a); got.Pace > 0 {
		s.Errorf("pace %v after many requests, want 0", got.Pace)
	}
	s.want(0, "a bucket that is unknown", "pace", unknown)
	s.want(time.Minute, "a bucket that was unknown", "pace", unknown)
	s.pause("pace", "paused", 0, time.Minute)
	s.want(0, "the first request at a pace", "pace", paused)
	s.want(time.Minute, "the second request at a pace", "pace", paused)
}
