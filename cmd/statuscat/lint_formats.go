package main

import (
	"net/url"
	"path/filepath"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// diagnosticJSON is a diagnostic in JSON.
type diagnosticJSON struct {
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Column   int           `json:"column"`
	Severity spec.Severity `json:"severity"`
	Rule     string        `json:"rule,omitempty"`
	Message  string        `json:"message"`
}

func diagnosticsJSON(list spec.ErrorList) []diagnosticJSON {
	out := make([]diagnosticJSON, len(list))
	for i, d := range list {
		out[i] = diagnosticJSON{d.File, d.Line, d.Column, d.Severity, d.Rule, d.Message}
	}
	return out
}

// annotate prints a workflow command of GitHub Actions, which marks a position of a
// file in a pull request. Line and column are 0 if there is none.
func (p *printer) annotate(severity spec.Severity, file string, at spec.Pos, title, message string) {
	p.printf("::%s file=%s", severity, commandProperty.Replace(filepath.ToSlash(file)))
	if at.Line > 0 {
		p.printf(",line=%d,col=%d", at.Line, at.Column)
	}
	p.printf(",title=%s::%s\n", commandProperty.Replace(title), commandData.Replace(message))
}

// annotateAll marks the errors in catalogs that err lists.
func (p *printer) annotateAll(err error) {
	switch err := err.(type) {
	case interface{ Unwrap() []error }:
		for _, e := range err.Unwrap() {
			p.annotateAll(e)
		}
	case spec.ErrorList:
		for _, d := range err {
			p.annotate(d.Severity, d.File, d.Pos, "statuscat gen", d.Message)
		}
	}
}

// These characters are escaped in a workflow command.
var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// mistake is the id of an error, which has no rule.
const mistake = "mistake"

func ruleOf(d *spec.Diagnostic) string {
	if d.Rule == "" {
		return mistake
	}
	return d.Rule
}

// sarifOf returns diagnostics as a log of SARIF 2.1.0 (OASIS).
func sarifOf(list spec.ErrorList) any {
	type object map[string]any
	rules := []object{{"id": mistake, "shortDescription": object{"text": "Something that the catalog language does not allow."}}}
	for _, r := range spec.Rules() {
		rules = append(rules, object{"id": r.ID, "shortDescription": object{"text": r.Purpose}})
	}
	results := []object{}
	for _, d := range list {
		results = append(results, object{
			"ruleId": ruleOf(d), "level": d.Severity, "message": object{"text": d.Message},
			"locations": []object{{"physicalLocation": object{
				"artifactLocation": object{"uri": fileURI(d.File)},
				"region":           object{"startLine": d.Line, "startColumn": d.Column},
			}}},
		})
	}
	driver := object{"name": "statuscat", "version": currentVersion(), "informationUri": "https://" + modulePath, "rules": rules}
	return object{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
		"runs": []object{{"tool": object{"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}},
	}
}

// fileURI returns a reference to a file: relative if its name is.
func fileURI(name string) string {
	u := url.URL{Path: filepath.ToSlash(name)}
	if filepath.IsAbs(name) {
		u.Scheme = "file"
		if !strings.HasPrefix(u.Path, "/") { // C:/…
			u.Path = "/" + u.Path
		}
	}
	return u.String()
}
