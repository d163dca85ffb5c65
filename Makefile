MVN ?= mvn
PORT ?= 8080
JAVA_OPTS ?= -Xmx384m -XX:+ExitOnOutOfMemoryError
SERVER = web/target/payara-micro.jar
WAR = web/target/gatehouse.war
SEED = seed/target/seed.jar
SOURCES = $(shell find pom.xml */pom.xml */src/main -type f)

URL ?= http://localhost:$(PORT)
SECONDS ?= 15
CROWD ?=

.PHONY: help run seed test bench format clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /	/'

run: $(WAR) ## build what is needed and serve http://localhost:8080 until Ctrl-C
	@exec env PORT=$(PORT) java $(JAVA_OPTS) -jar $(SERVER) --nohazelcast --logProperties deploy/logging.properties --port $(PORT) $(WAR)

$(WAR): $(SOURCES)
	$(MVN) -q -DskipTests package
	@touch $@

seed: $(SEED) ## fill the running development server with demo people (URL=http://localhost:8080)
	@java -jar $(SEED) $(URL)

$(SEED): $(shell find pom.xml seed/pom.xml seed/src/main -type f)
	$(MVN) -q -pl seed -DskipTests package
	@touch $@

test: ## build and run every test on real parts
	.ci/install-tools
	$(MVN) verify

bench: $(WAR) ## measure a server of its own: SECONDS=15 a figure, CROWD=crowd for 100,000 accounts
	$(MVN) -q -Pbenchmark -pl benchmark -am -DskipTests package
	java -cp 'benchmark/target/*:benchmark/target/lib/*' dev.gatehouse.benchmark.Benchmark $(SECONDS) $(CROWD)

format: ## format the sources as the build demands
	$(MVN) -q spotless:apply

clean: ## remove what was built; ./data stays
	$(MVN) -q clean
