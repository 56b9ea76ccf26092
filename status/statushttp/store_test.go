package statushttp_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// memory is what the Stores of several processes share. It forgets nothing.
type memory struct {
	mu      sync.Mutex
	sends   map[memoryLimit][]time.Time
	buckets map[memoryLimit]memoryBucket // by key and bucket
	seen    map[memoryProcess]time.Time
}

type memoryLimit struct {
	key, bucket string
	per         time.Duration
}

type memoryBucket struct {
	until, next time.Time
	pace        time.Duration
}

// memoryProcess is the Store of one process, and what it has asked about.
type memoryProcess struct {
	*memory
	number int
	key    string
}

func newMemory() *memory {
	return &memory{sends: map[memoryLimit][]time.Time{}, buckets: map[memoryLimit]memoryBucket{}, seen: map[memoryProcess]time.Time{}}
}

// forget loses everything, as a server that keeps nothing does when it restarts.
func (m *memory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.sends)
	clear(m.buckets)
	clear(m.seen)
}

func (m *memory) process(n int) statushttp.Store { return &memoryProcess{memory: m, number: n} }

// bucket returns the bucket of a limit, which is new at the pace of the limit.
func (m *memory) bucket(key string, l statushttp.StoreLimit) memoryBucket {
	b, ok := m.buckets[memoryLimit{key, l.Bucket, 0}]
	if !ok && l.Requests == 0 {
		b.pace = l.Per
	}
	return b
}

func (m *memoryProcess) Take(_ context.Context, key string, limits []statushttp.StoreLimit) (turn statushttp.Turn, _ error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	m.seen[memoryProcess{nil, m.number, key}] = now
	for p, at := range m.seen {
		if p.key == key && now.Sub(at) < time.Minute {
			turn.Processes++
		}
	}
	for _, l := range limits {
		b := m.bucket(key, l)
		turn.Pace = max(turn.Pace, b.pace)
		turn.Wait = max(turn.Wait, b.until.Sub(now), b.next.Sub(now))
		if sends := m.sends[memoryLimit{key, l.Bucket, l.Per}]; l.Requests > 0 && len(sends) >= l.Requests {
			turn.Wait = max(turn.Wait, sends[len(sends)-l.Requests].Add(l.Per).Sub(now))
		}
	}
	if turn.Wait > 0 {
		return turn, nil
	}
	for _, l := range limits {
		id := memoryLimit{key, l.Bucket, 0}
		if b := m.bucket(key, l); b.pace > 0 {
			b.next = now.Add(b.pace)
			if b.pace -= b.pace / 32; b.pace < time.Millisecond {
				b.pace = 0
			}
			m.buckets[id] = b
		}
		if id.per = l.Per; l.Requests > 0 {
			m.sends[id] = append(m.sends[id], now)
		}
	}
	return turn, nil
}

func (m *memoryProcess) Pause(_ context.Context, key, bucket string, wait, pace time.Duration) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b := m.buckets[memoryLimit{key, bucket, 0}]
	if until := time.Now().Add(wait); until.After(b.until) {
		b.until = until
	}
	b.pace = max(b.pace, pace)
	m.buckets[memoryLimit{key, bucket, 0}] = b
	return nil
}

func TestMemoryStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { statustest.Store(t, newMemory().process(1)) })
}
