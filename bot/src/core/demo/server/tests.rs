//! bot: the description of the interface and what is served agree: paths, fields, bounds.

use axum::body::{Body, to_bytes};
use axum::http::Method;
use tower::ServiceExt as _;

use super::*;
use crate::core::{Found, Verified};

const TOKEN: &str = "a key for tests";

fn now() -> Timestamp {
    "2026-11-23T01:00:00Z".parse().unwrap()
}

fn api() -> Value {
    serde_json::from_str(API).expect("core-api.json is JSON")
}

fn everyone() -> Vec<String> {
    DemoCore::default().cards().into_iter().map(|customer| customer.id).collect()
}

async fn ask(method: Method, uri: &str, token: &str, body: Value) -> (StatusCode, Value) {
    let routes = routes(Arc::default(), TOKEN, Arc::new(now));
    let request = Request::builder()
        .method(method)
        .uri(uri)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", "C-1")
        .body(Body::from(body.to_string()))
        .unwrap();
    let response = routes.oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

async fn get_json(uri: &str) -> (StatusCode, Value) {
    ask(Method::GET, uri, TOKEN, Value::Null).await
}

/// The schema of an operation's answer.
fn schema_of<'a>(api: &'a Value, path: &str, method: &str, status: &str) -> &'a Value {
    let response = resolve(api, &api["paths"][path][method]["responses"][status]);
    &response["content"]["application/json"]["schema"]
}

fn resolve<'a>(api: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(name) => resolve(api, api.pointer(name.trim_start_matches('#')).expect("it refers to something")),
        None => schema,
    }
}

/// Whether a value is what a schema describes; where not, what is wrong.
fn check(api: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let schema = resolve(api, schema);
    if let Some(any) = schema["oneOf"].as_array() {
        let fitting = any.iter().filter(|schema| check(api, schema, value, at).is_ok()).count();
        return if fitting == 1 { Ok(()) } else { Err(format!("{at}: {fitting} of oneOf fit {value}")) };
    }
    let wrong = |what: &str| Err(format!("{at}: {what}: {value}"));
    let bound = |name: &str| schema[name].as_i64();
    match schema["type"].as_str().unwrap_or_default() {
        "null" if value.is_null() => Ok(()),
        "boolean" if value.is_boolean() => Ok(()),
        "integer" => match value.as_i64() {
            Some(number) if bound("minimum").is_some_and(|least| number < least) => wrong("too small"),
            Some(number) if bound("maximum").is_some_and(|most| number > most) => wrong("too large"),
            Some(_) => Ok(()),
            None => wrong("no integer"),
        },
        "string" => {
            let Some(text) = value.as_str() else { return wrong("no string") };
            let length = text.chars().count() as i64;
            let pattern = schema["pattern"].as_str().map(|pattern| regex::Regex::new(pattern).unwrap());
            let known = schema["enum"].as_array().is_none_or(|all| all.contains(value));
            let formed = match schema["format"].as_str() {
                Some("date") => text.parse::<Date>().is_ok() && text.len() == 10,
                Some("date-time") => text.parse::<Timestamp>().is_ok(),
                _ => true,
            };
            let fits = bound("minLength").is_none_or(|least| length >= least)
                && bound("maxLength").is_none_or(|most| length <= most);
            if fits && known && formed && pattern.is_none_or(|pattern| pattern.is_match(text)) {
                Ok(())
            } else {
                wrong("not as described")
            }
        }
        "array" => {
            let Some(items) = value.as_array() else { return wrong("no list") };
            let length = items.len() as i64;
            if bound("minItems").is_some_and(|least| length < least)
                || bound("maxItems").is_some_and(|most| length > most)
            {
                return wrong("too few or too many");
            }
            items.iter().enumerate().try_for_each(|(n, item)| check(api, &schema["items"], item, &format!("{at}/{n}")))
        }
        "object" => {
            let Some(fields) = value.as_object() else { return wrong("no object") };
            for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !fields.contains_key(name) {
                    return wrong(&format!("{name} is missing"));
                }
            }
            fields.iter().try_for_each(|(name, field)| match &schema["properties"][name] {
                Value::Null if schema["additionalProperties"].is_object() => {
                    check(api, &schema["additionalProperties"], field, &format!("{at}/{name}"))
                }
                Value::Null => Err(format!("{at}/{name} is not described")),
                schema => check(api, schema, field, &format!("{at}/{name}")),
            })
        }
        _ => wrong("of another type"),
    }
}

#[tokio::test]
async fn every_path_is_described_and_every_description_is_served() {
    let api = api();
    let mut described = Vec::new();
    for (path, methods) in api["paths"].as_object().unwrap() {
        described.extend(methods.as_object().unwrap().keys().map(|method| (method.clone(), path.clone())));
    }
    let mut served: Vec<_> = paths().into_iter().map(|(method, path)| (method.to_owned(), path)).collect();
    described.sort();
    served.sort();
    assert_eq!(described, served);
    for (method, path) in served {
        let uri = path.replace("{customer}", "minsu");
        let method: Method = method.to_uppercase().parse().unwrap();
        let (status, answer) = ask(method.clone(), &uri, TOKEN, Value::Null).await;
        assert_ne!(answer["error"]["code"], "no_such_path", "{method} {path}: {status}");
        assert_eq!(ask(method, &uri, "another key", Value::Null).await.0, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(get_json("/v1/customers/minsu/weather").await.0, StatusCode::NOT_FOUND);
    assert_eq!(get_json("/v1/openapi.json").await.1, api);
}

#[tokio::test]
async fn every_answer_is_what_the_description_says() {
    let api = api();
    for customer in everyone() {
        let (_, profile) = get_json(&format!("/v1/customers/{customer}")).await;
        check(&api, schema_of(&api, "/v1/customers/{customer}", "get", "200"), &profile, "profile").unwrap();
        for lookup in Lookup::ALL {
            let schema = schema_of(&api, &path(lookup), "get", "200");
            for figures in [true, false] {
                let uri = format!("/v1/customers/{customer}/{}?figures={figures}", lookup.resource());
                let (status, answer) = get_json(&uri).await;
                if lookup.sight() == Sight::Figures && !figures {
                    assert_eq!(status, StatusCode::FORBIDDEN, "{uri}");
                    check(&api, schema_of(&api, &path(lookup), "get", "403"), &answer, "refusal").unwrap();
                } else {
                    assert_eq!(status, StatusCode::OK, "{uri}");
                    check(&api, schema, &answer, lookup.resource()).unwrap();
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_required_is_just_what_is_read() {
    let api = api();
    for lookup in Lookup::ALL {
        let record = &schema_of(&api, &path(lookup), "get", "200")["properties"]["items"]["items"];
        for customer in everyone() {
            let (_, answer) = get_json(&format!("/v1/customers/{customer}/{}?figures=true", lookup.resource())).await;
            let Some(item) = answer["items"].get(0) else { continue };
            each_field(&api, record, item, "", &mut |pointer, name, required| {
                let mut without = item.clone();
                without.pointer_mut(pointer).unwrap().as_object_mut().unwrap().shift_remove(name);
                let json = json!({ "items": [without] }).to_string();
                let reads = Found::parse(lookup, json.as_bytes()).is_ok();
                assert_eq!(reads, !required, "{lookup} without {pointer}/{name}");
            });
        }
    }
}

/// Calls back for each field of a value: where it is, its name, and whether it must be there.
fn each_field(api: &Value, schema: &Value, value: &Value, at: &str, tell: &mut impl FnMut(&str, &str, bool)) {
    let schema = resolve(api, schema);
    let schema = schema["oneOf"].get(0).map_or(schema, |schema| resolve(api, schema));
    match value {
        Value::Object(fields) => {
            let required: Vec<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            for (name, field) in fields {
                tell(at, name, required.contains(&name.as_str()));
                each_field(api, &schema["properties"][name], field, &format!("{at}/{name}"), tell);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                each_field(api, &schema["items"], item, &format!("{at}/{n}"), tell);
            }
        }
        _ => {}
    }
}

#[tokio::test]
async fn bad_questions_are_refused_and_say_why() {
    for (uri, status, code) in [
        ("/v1/customers/nobody", StatusCode::NOT_FOUND, "unknown_customer"),
        ("/v1/customers/nobody/applications", StatusCode::NOT_FOUND, "unknown_customer"),
        ("/v1/customers/minsu/rates", StatusCode::FORBIDDEN, "figures_only"),
        ("/v1/customers/minsu/statements?figures=true&month=october", StatusCode::BAD_REQUEST, "bad_month"),
        ("/v1/customers/minsu/payoffs?figures=true&date=soon", StatusCode::BAD_REQUEST, "bad_query"),
        ("/v1/customers/minsu/applications?figures=maybe", StatusCode::BAD_REQUEST, "bad_query"),
        ("/v1/customers/minsu/applications?colour=red", StatusCode::BAD_REQUEST, "bad_query"),
    ] {
        let (found, answer) = get_json(uri).await;
        assert_eq!((found, answer["error"]["code"].as_str()), (status, Some(code)), "{uri}");
    }
}

#[tokio::test]
async fn requests_are_taken_as_described() {
    let api = api();
    let intake = json!({ "receipt": "C-1", "request": "stop_cards", "taken_at": "2026-11-23T01:00:00Z" });
    let described =
        resolve(&api, &api["paths"]["/v1/requests"]["post"]["requestBody"]["content"]["application/json"]["schema"]);
    check(&api, described, &intake, "intake").unwrap();
    let post = async |body: Value| ask(Method::POST, "/v1/requests", TOKEN, body).await;
    let (status, taken) = post(intake.clone()).await;
    assert_eq!(status, StatusCode::CREATED);
    check(&api, schema_of(&api, "/v1/requests", "post", "201"), &taken, "taken").unwrap();
    for name in ["receipt", "request", "taken_at"] {
        let mut without = intake.clone();
        without.as_object_mut().unwrap().shift_remove(name);
        assert_eq!(post(without).await.0, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
    let mut more = intake.clone();
    more["colour"] = json!("red");
    assert_eq!(post(more).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let mut other = intake;
    other["receipt"] = json!("C-2");
    assert_eq!(post(other).await.1["error"]["code"], "bad_key");
}

#[test]
fn nobody_can_ask_for_figures_without_seeing_the_proof() {
    let verified = Verified::for_tests();
    for lookup in Lookup::ALL {
        assert_eq!(Query::asked(lookup, true), Query::figures(lookup, &verified));
        assert!(!Query::asked(lookup, false).wants_figures());
    }
}
