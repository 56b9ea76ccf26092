package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// atRevision reads a file as it was at a revision of the repository that it
// stands in: under its name, under its name before a rename, or, if it is a symbolic
// link, under its target's name. It returns nil if the revision has none of these.
func atRevision(revision, name string) (*source, error) {
	old, err := versionOf(revision, name)
	if old != nil {
		return old, nil
	}
	real, linkErr := filepath.EvalSymlinks(name)
	if linkErr == nil && real != filepath.Clean(name) {
		if old, realErr := versionOf(revision, real); realErr == nil {
			return old, nil
		}
	}
	return nil, err
}

// versionOf is atRevision for a file that is not a link.
func versionOf(revision, name string) (*source, error) {
	fail := func(err error) (*source, error) {
		if strings.Contains(err.Error(), "promisor") {
			err = errors.New("this partial clone lacks a file of the revision; git diff " + shown(revision) + " fetches it")
		}
		return nil, environment{fmt.Errorf("%s at %s: %w", shown(name), shown(revision), err)}
	}
	dir, base := filepath.Split(name)
	if strings.ContainsAny(revision+base, "\n\x00") {
		return fail(errors.New("want a name on one line, have a line break in it; rename the file"))
	}
	objects, err := findObjects(dir, revision+"^{commit}", revision+":./"+base)
	if err != nil {
		return fail(err)
	}
	commit, file := objects[0], objects[1]
	if commit.kind != "commit" {
		return fail(errors.New("git has no such revision; write a branch of the server as origin/main, " +
			"and set fetch-depth: 0 at the checkout in CI"))
	}
	if file.kind != "blob" {
		before, err := renamedFrom(dir, commit.id, base)
		switch {
		case err != nil:
			return fail(err)
		case before == "":
			return nil, nil
		}
		if objects, err = findObjects(dir, commit.id+":"+before); err != nil {
			return fail(err)
		}
		file, name = objects[0], before
	}
	if file.size > spec.MaxSize {
		return nil, finding(fmt.Sprintf("%s at %s is larger than %d MiB", shown(name), shown(revision), spec.MaxSize>>20))
	}
	text, err := git(dir, "", "cat-file", "blob", file.id)
	if err != nil {
		return fail(err)
	}
	return &source{name: revision + ":" + name, text: []byte(text)}, nil
}

// object is something that git keeps; its kind is empty if there is none.
type object struct {
	id, kind string
	size     int
}

// findObjects finds objects by their names, of the repository of a folder. They
// reach git by its input, where nothing is taken for a flag. Links in the
// repository are followed.
func findObjects(dir string, names ...string) ([]object, error) {
	out, err := git(dir, strings.Join(names, "\n")+"\n", "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", "--follow-symlinks")
	if err != nil {
		return nil, err
	}
	objects := make([]object, len(names))
	lines := strings.Split(out, "\n")
	for i := range min(len(names), len(lines)) { // each "id kind size", or of other words if there is none
		if fields := strings.Fields(lines[i]); len(fields) == 3 {
			if size, err := strconv.Atoi(fields[2]); err == nil {
				objects[i] = object{fields[0], fields[1], size}
			}
		}
	}
	return objects, nil
}

// renamedFrom returns the name, from the top of the repository, that a file of the
// folder had at a commit, or "" if git sees no rename since.
func renamedFrom(dir, commit, base string) (string, error) {
	prefix, err := git(dir, "", "rev-parse", "--show-prefix")
	if err != nil {
		return "", err
	}
	out, err := git(dir, "", "diff-index", "-z", "--find-renames", "--name-status", "--diff-filter=R", commit, "--")
	if err != nil {
		return "", err
	}
	for list := range slices.Chunk(strings.Split(out, "\x00"), 3) { // "R100", the old name, the new name
		if len(list) == 3 && list[2] == strings.TrimSuffix(prefix, "\n")+base {
			return list[1], nil
		}
	}
	return "", nil
}

// git runs git in a folder and returns what it prints. It finds the repository by
// the folder alone: in a hook, variables name another place. It fetches nothing.
func git(dir, input string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"}, name)
	})
	cmd.Env = append(cmd.Env, "GIT_NO_LAZY_FETCH=1")
	cmd.Stdin = strings.NewReader(input)
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if text := strings.TrimSpace(stderr.String()); err != nil && text != "" {
		err = errors.New(text)
	}
	return stdout.String(), err
}
