#include <aludel/generator/objects.h>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <aludel/generator/files.h>
#include <aludel/generator/glob.h>
#include <aludel/generator/object_file.h>

namespace aludel::generator {
namespace {

namespace fs = std::filesystem;

/// "touch_users", or "auth.touch_users" in the database schema auth.
schema::Name name_of(const fs::path& file) {
    const std::string stem = file.stem().string();
    const auto dot = stem.find('.');
    return dot == std::string::npos ? schema::Name(stem) : schema::Name(stem.substr(0, dot), stem.substr(dot + 1));
}

class Adder {
public:
    Adder(const Config& config, ModelDocument& models) : config_(config), models_(models) {}

    void run() {
        for (const auto& said : config_.objects.extensions) add_named("extension", said);
        for (const auto& said : config_.objects.schemas) add_named("schema", said);
        for (const auto& said : config_.objects.sequences) {
            const std::string name = to_string(said.what.name);
            if (!models_.schema.sequences.add(said.what)) report(fmt::format("there is a sequence {} already", name), said.location);
            models_.locations.emplace(name, said.location);
        }
        for (const auto& pattern : config_.objects.files) add_files(pattern);
    }

private:
    Diagnostic& report(std::string message, Location location) {
        return models_.diagnostics.emplace_back(Diagnostic{"object", Severity::error, std::move(message), std::move(location), {}, {}});
    }

    // It is PostgreSQL that has them, and what makes one is its dialect's to say.
    void add_named(const char* kind, const Said<std::string>& said) {
        add({.name = schema::Name(said.what), .kind = kind, .create = {}, .drop = {}, .only = {"postgresql"}}, said.location);
    }

    void add(schema::Opaque object, const Location& location) {
        const schema::Name name = object.name;
        const std::string shown = to_string(name);
        if (const schema::Opaque* other = models_.schema.opaque.find(name)) {
            Diagnostic& diagnostic =
                report(fmt::format("the {} {} has the name of the {} {}; give one of them another", object.kind, shown, other->kind, shown),
                       location);
            diagnostic.notes.push_back({"object", Severity::note, "that one is here", places_[name], {}, {}});
            return;
        }
        places_[name] = location;
        models_.locations.emplace(shown, location);
        models_.schema.opaque.add(std::move(object));
    }

    void add_files(const Said<std::string>& pattern) {
        const std::vector<fs::path> found = glob(config_.root, pattern.what);
        if (found.empty()) {
            report(fmt::format("no file is named by \"{}\" below {}", pattern.what, shown(config_.root)), pattern.location)
                .notes.push_back({"object", Severity::note, "if the last of them is gone on purpose, take the pattern out", {}, {}, {}});
            return;
        }
        for (const fs::path& file : found) {
            if (std::find(files_.begin(), files_.end(), file) != files_.end()) continue;
            files_.push_back(file);
            depend_on(file);
            // One that comes or goes changes its directory, and nothing else.
            depend_on(file.parent_path());
            ObjectFile object = read_object_file(file.string(), read_file(file), name_of(file));
            for (Diagnostic& diagnostic : object.diagnostics) models_.diagnostics.push_back(std::move(diagnostic));
            if (object.object) add(std::move(*object.object), object.location);
        }
    }

    void depend_on(const fs::path& file) {
        const std::string name = file.string();
        auto& all = models_.dependencies;
        if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
    }

    const Config& config_;
    ModelDocument& models_;
    std::vector<fs::path> files_;
    std::map<schema::Name, Location> places_;
};

}  // namespace

void add_objects(const Config& config, ModelDocument& models) {
    Adder(config, models).run();
}

}  // namespace aludel::generator
