.PHONY: server debug test check lint types imports format coverage messages ci
server:    ; script/server
debug:     ; DEBUG=1 SLOVO_DEMO=1 .venv/bin/python manage.py runserver
test:      ; script/test
check:     lint types imports
lint:      ; .venv/bin/ruff check . && .venv/bin/ruff format --check .
types:     ; .venv/bin/mypy .
imports:   ; .venv/bin/lint-imports && .venv/bin/deptry .
format:    ; .venv/bin/ruff check --fix . && .venv/bin/ruff format .
coverage:  ; script/test --cov --cov-report=term-missing
messages:  ; .venv/bin/python manage.py makemessages --locale th --locale ru --no-location --no-obsolete --ignore var --ignore .venv
ci:        ; bash .ci/run
