package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// atRevision reads files as they were at a revision of the repository that each
// stands in. A file that was not there is left out.
func atRevision(revision string, names []string) ([]source, error) {
	var list []source
	for _, name := range names {
		dir, base := filepath.Split(name)
		objects, err := gitObjects(dir, revision+"^{commit}", revision+":./"+base)
		if err != nil {
			return nil, environment{fmt.Errorf("%s at %s: %w", name, revision, err)}
		}
		if objects[0].kind != "commit" {
			return nil, environment{fmt.Errorf("%s at %s: git knows no such revision", name, revision)}
		}
		if objects[1].kind == "blob" {
			list = append(list, source{name: revision + ":" + name, text: objects[1].content})
		}
	}
	return list, nil
}

// object is something that git keeps; its kind is empty where there is none.
type object struct {
	kind    string
	content []byte
}

// gitObjects returns objects by their names, of the repository of a folder. They
// reach git by its input, where nothing is taken for a flag.
func gitObjects(dir string, names ...string) ([]object, error) {
	cmd := exec.Command("git", "cat-file", "--batch")
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(strings.Join(names, "\n") + "\n")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if text := strings.TrimSpace(stderr.String()); err != nil && text != "" {
		return nil, errors.New(text)
	} else if err != nil {
		return nil, err
	}
	objects := make([]object, len(names))
	for i := range objects { // each is "id kind size", the content and an empty line; or "name missing"
		var head []byte
		head, out, _ = bytes.Cut(out, []byte("\n"))
		fields := strings.Fields(string(head))
		if len(fields) != 3 {
			continue
		}
		if size, err := strconv.Atoi(fields[2]); err == nil && size < len(out) {
			objects[i] = object{fields[1], out[:size]}
			out = out[size+1:]
		}
	}
	return objects, nil
}
