package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// This file is the only place that writes to the disk.

// diskFile is a file to be written.
type diskFile struct {
	dir     string // the destination
	path    string // below it, slash-separated
	content []byte
}

func (f diskFile) name() string { return filepath.Join(f.dir, filepath.FromSlash(f.path)) }

// writeFiles replaces the files, or creates them with the folders they need. It
// looks at every destination first, then writes every content beside the file it
// is for, and only then renames: what can go wrong goes wrong before the first
// file has changed, and no reader ever sees half a file.
func writeFiles(files []diskFile) (err error) {
	for _, f := range files {
		if err := f.inspect(); err != nil {
			return err
		}
	}
	staged := make([]string, 0, len(files))
	defer func() {
		for _, name := range staged {
			os.Remove(name) // what was renamed is no longer there
		}
	}()
	for _, f := range files {
		name, err := f.stage()
		if err != nil {
			return err
		}
		staged = append(staged, name)
	}
	for i, f := range files {
		if err := os.Rename(staged[i], f.name()); err != nil {
			return err
		}
	}
	return nil
}

// inspect returns an error where a symbolic link would lead out of the
// destination, or where somebody made the folder or the file read-only: a rename
// would replace either without asking.
func (f diskFile) inspect() error {
	name := f.dir
	info, err := os.Stat(name) // the destination itself may well be a link
	for element := range strings.SplitSeq(f.path, "/") {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case !info.IsDir():
			return fmt.Errorf("%s is %s where a folder is needed", name, kindOf(info))
		case isReadOnly(info):
			return fmt.Errorf("%s is read-only", name)
		}
		name = filepath.Join(name, element)
		info, err = os.Lstat(name)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is %s where a file is needed", name, kindOf(info))
	case isReadOnly(info):
		return fmt.Errorf("%s is read-only", name)
	}
	return nil
}

func kindOf(info fs.FileInfo) string {
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return "a symbolic link"
	case info.IsDir():
		return "a folder"
	case info.Mode().IsRegular():
		return "a file"
	}
	return "something else"
}

func isReadOnly(info fs.FileInfo) bool {
	if runtime.GOOS == "windows" && info.IsDir() {
		return false // there the mark says how the folder looks
	}
	return info.Mode()&0o200 == 0
}

// stage writes the content to a new file beside the one that it is for.
func (f diskFile) stage() (string, error) {
	folder, base := filepath.Split(f.name())
	name := filepath.Join(folder, fmt.Sprintf(".%s.%016x", base, rand.Uint64()))
	err := os.MkdirAll(filepath.Dir(name), 0o777)
	if err == nil {
		err = writeNew(name, f.content)
	}
	if err == nil {
		return name, nil
	}
	// The name of the new file means nothing to the reader.
	var wrapped *fs.PathError
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return "", fmt.Errorf("write %s: %w", f.name(), err)
}

func writeNew(name string, content []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err = errors.Join(err, file.Close()); err != nil {
		os.Remove(name)
	}
	return err
}
