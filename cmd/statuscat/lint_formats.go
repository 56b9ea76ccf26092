package main

import (
	"net/url"
	"path/filepath"
	"strings"

	"github.com/statuscat/statuscat/spec"
)

// diagnosticJSON is a diagnostic as tools read it.
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

// annotate prints a workflow command of GitHub Actions, which marks a place of a
// file in a pull request. Line and column are 0 where there is none.
func (p *printer) annotate(severity spec.Severity, file string, at spec.Pos, title, message string) {
	p.printf("::%s file=%s", severity, commandProperty.Replace(filepath.ToSlash(file)))
	if at.Line > 0 {
		p.printf(",line=%d,col=%d", at.Line, at.Column)
	}
	p.printf(",title=%s::%s\n", commandProperty.Replace(title), commandData.Replace(message))
}

// annotateAll marks the mistakes in catalogs that an error lists.
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

// What a workflow command cannot hold as it is.
var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// mistake is what stands where a warning has the id of its rule.
const mistake = "mistake"

func ruleOf(d *spec.Diagnostic) string {
	if d.Rule == "" {
		return mistake
	}
	return d.Rule
}

// The part of SARIF 2.1.0 (OASIS) that lint uses.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool struct {
			Driver sarifDriver `json:"driver"`
		} `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		ShortDescription sarifText `json:"shortDescription"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     spec.Severity   `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPlace `json:"physicalLocation"`
	}
	sarifPlace struct {
		ArtifactLocation struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region struct {
			StartLine   int `json:"startLine"`
			StartColumn int `json:"startColumn"`
		} `json:"region"`
	}
)

// sarifOf returns diagnostics as a run of a tool.
func sarifOf(list spec.ErrorList) sarifLog {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{
		Name:           "statuscat",
		Version:        currentVersion(),
		InformationURI: "https://github.com/statuscat/statuscat",
		Rules:          []sarifRule{{mistake, sarifText{"Something that the catalog language does not allow."}}},
	}
	for _, r := range spec.Rules() {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{r.ID, sarifText{r.Purpose}})
	}
	for _, d := range list {
		place := sarifPlace{}
		place.ArtifactLocation.URI = fileURI(d.File)
		place.Region.StartLine, place.Region.StartColumn = d.Line, d.Column
		run.Results = append(run.Results, sarifResult{ruleOf(d), d.Severity, sarifText{d.Message}, []sarifLocation{{place}}})
	}
	return sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
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
