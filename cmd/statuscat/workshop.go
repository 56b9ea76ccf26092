package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// workshop is the folder of a destination in which a run prepares files. The
// lock in it makes the runs on a destination take turns. The folder goes with the
// run, unless that is killed; what is in it then is cleared away by the next one.
type workshop struct {
	path   string
	lock   *lockedfile.File
	staged int
}

const (
	workshopName = ".statuscat"
	lockName     = "lock"

	// A lock with this text was held; if nobody holds it any more, its run is dead.
	lockText = "statuscat holds this file while it writes, and then removes the folder.\n"

	patience = time.Minute // with another run; one takes less than a second
)

// enter opens the workshop of a destination, alone, and clears away what a dead
// run has left there. It says so when it has to wait.
func (s *streams) enter(ctx context.Context, destination string, made *folders) (*workshop, error) {
	w := &workshop{path: filepath.Join(destination, workshopName)}
	name := filepath.Join(w.path, lockName)
	for {
		if err := made.add(w.path); err != nil {
			return nil, err
		}
		if info, err := os.Lstat(w.path); err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s is %s where a folder is needed", shown(w.path), kindOf(info))
		}
		lock, err := s.acquire(ctx, name, os.O_RDWR|os.O_CREATE)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another run has left, and taken the folder along
		}
		if err != nil {
			return nil, err
		}
		if !isAt(lock, name) {
			lock.Close() // another run has left, and taken the lock along
			continue
		}
		w.lock = lock
		if wasHeld(lock) {
			s.err.printf("statuscat: cleared away %s, which a killed run has left\n", shown(w.path))
		}
		if err := w.clear(); err != nil {
			w.leave()
			return nil, err
		}
		_, err = lock.WriteAt([]byte(lockText), 0)
		if err != nil {
			w.leave()
			return nil, err
		}
		return w, nil
	}
}

// acquire opens a lock and waits until it is free, though not forever.
func (s *streams) acquire(ctx context.Context, name string, flag int) (*lockedfile.File, error) {
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is %s where a file is needed", shown(name), kindOf(info))
	}
	folder := shown(filepath.Dir(filepath.Dir(name)))
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("another run has been writing to %s for %v", folder, patience))
	defer cancel()

	type result struct {
		lock *lockedfile.File
		err  error
	}
	results, gaveUp := make(chan result), make(chan struct{})
	go func() {
		lock, err := lockedfile.OpenFile(name, flag, 0o666)
		select {
		case results <- result{lock, err}:
		case <-gaveUp:
			if err == nil {
				lock.Close()
			}
		}
	}()
	// A free lock is taken at once. To give up before that could leave a lock file
	// behind that nobody holds; after that, there is somebody who will remove it.
	select {
	case r := <-results:
		return r.lock, r.err
	case <-time.After(time.Second):
	}
	s.err.printf("statuscat: waiting for another run to finish with %s\n", folder)
	s.err.flush()
	select {
	case r := <-results:
		return r.lock, r.err
	case <-ctx.Done():
		close(gaveUp)
		return nil, context.Cause(ctx)
	}
}

// isAt reports whether the lock is still the file of that name.
func isAt(lock *lockedfile.File, name string) bool {
	a, err := lock.Stat()
	b, err2 := os.Stat(name)
	return err == nil && err2 == nil && os.SameFile(a, b)
}

func wasHeld(lock *lockedfile.File) bool {
	info, err := lock.Stat()
	return err == nil && info.Size() > 0
}

// next returns the name of a new file in the workshop.
func (w *workshop) next() string {
	w.staged++
	return filepath.Join(w.path, strconv.Itoa(w.staged))
}

// clear removes the files that a run stages.
func (w *workshop) clear() error {
	entries, err := os.ReadDir(w.path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if _, err := strconv.ParseUint(e.Name(), 10, 32); err == nil && e.Type().IsRegular() {
			if err := os.Remove(filepath.Join(w.path, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// leave removes the workshop. Where the lock is removed before it is free,
// whoever waits for it sees that it is no more; Windows removes no open file, and
// so none that somebody waits for.
func (w *workshop) leave() {
	if w.lock == nil {
		return // a destination with two names is left twice
	}
	w.clear()
	name := filepath.Join(w.path, lockName)
	if runtime.GOOS == "windows" {
		w.lock.Close()
		os.Remove(name)
		os.Remove(w.path)
	} else {
		os.Remove(name)
		os.Remove(w.path)
		w.lock.Close()
	}
	w.lock = nil
}

// isLeftOver reports whether a destination has the workshop of a run that was
// killed. It waits for one that is under way.
func (s *streams) isLeftOver(destination string) (bool, error) {
	name := filepath.Join(destination, workshopName, lockName)
	lock, err := s.acquire(context.Background(), name, os.O_RDONLY)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	}
	defer lock.Close()
	return wasHeld(lock) && isAt(lock, name), nil
}

// folders are those that a run has made, so that it can undo it.
type folders []string

// add makes a folder, and what is missing on the way to it.
func (f *folders) add(path string) error {
	err := os.Mkdir(path, 0o777)
	switch {
	case err == nil:
		*f = append(*f, path)
		return nil
	case errors.Is(err, fs.ErrNotExist) && filepath.Dir(path) != path:
		if err := f.add(filepath.Dir(path)); err != nil {
			return err
		}
		return f.add(path)
	}
	info, statErr := os.Stat(path)
	switch {
	case statErr != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is %s where a folder is needed", shown(path), kindOf(info))
	}
	return nil
}

// undo removes the folders that are empty.
func (f folders) undo() {
	for i := len(f) - 1; i >= 0; i-- {
		os.Remove(f[i])
	}
}
