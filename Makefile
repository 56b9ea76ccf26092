# Everything here needs Go and nothing else; lint and bench fetch their tools
# through the module's go.mod.

GO       ?= go
FUZZTIME ?= 30s
COUNT    ?= 6
GEN      := $(GO) run ./cmd/statuscat gen --go status --test status --markdown status --picture status --vectors status --schema spec

.PHONY: gen atlas test kill mutants check lint score bench renderers browser clients fleet editor fuzz help

gen: ## compile the bundled catalogs into status/, and the scores in the READMEs (the default)
	$(GEN)
	$(GO) run ./cmd/statuscat gen --vectors spec/testdata/conformance spec/testdata/conformance.yaml
	$(GO) test -count 1 -run '^TestScore$$' ./status/statushttp/internal/libraries -update

atlas: ## write one page with all bundled vendors, atlas.html
	$(GO) run ./cmd/statuscat gen --html .

test: ## vet, and run every test
	$(GO) vet ./...
	$(GO) test ./...

kill: ## kill 2,000 runs of gen, where make test kills forty
	$(GO) test ./cmd/statuscat -run '^TestKilledRuns$$' -v -timeout 1h -args -kills 2000

mutants: ## break the engine in over a hundred ways, which the conformance vectors must notice
	$(GO) test ./gen/vectors -run '^TestMutants$$' -v -timeout 1h -args -mutants

check: ## fail where generated files are not fresh or the code is not formatted
	$(GEN) --check
	@unformatted=$$(gofmt -l .); \
	if [ -n "$$unformatted" ]; then echo "not formatted, run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...

lint: ## run staticcheck and exhaustive, in the versions of go.mod
	$(GO) run honnef.co/go/tools/cmd/staticcheck ./...
	$(GO) run github.com/nishanths/exhaustive/cmd/exhaustive -d -g -check switch,mapliteral -typeonly '^github.com/statuscat/' ./...

score: ## replay every bundled example through other retry libraries' decisions and ours
	$(GO) test -count 1 -run '^TestScore$$' -v ./status/statushttp/internal/libraries

bench: ## run every benchmark COUNT times (6) and summarise
	$(GO) test -run '^$$' -bench . -benchmem -count $(COUNT) ./... | tee bench.out
	@! grep '^FAIL' bench.out
	$(GO) run golang.org/x/perf/cmd/benchstat bench.out

renderers: ## build sites with four renderers, which it installs, and follow every link
	gen/markdown/testdata/renderers/run.sh

browser: ## use the page that make atlas writes in Chromium, which it installs
	gen/html/testdata/browser/run.sh

clients: ## have an HTTP client of Node, which it installs, talk to statuscat serve
	cmd/statuscat/testdata/clients/run.sh

fleet: ## run fleets of processes that share limits through Redis, which it installs
	status/statusredis/testdata/clients/run.sh

editor: ## ask yaml-language-server, which it installs, what an editor shows by the schema
	spec/testdata/editor/run.sh

fuzz: ## run every fuzz target for FUZZTIME (30s)
	$(GO) vet ./...
	@set -e; for package in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target for $(FUZZTIME)"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x $$package; \
		done; \
	done

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
