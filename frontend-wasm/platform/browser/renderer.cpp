#include "frontend-wasm/platform/browser/renderer.hpp"

#include "imgui.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include <cstddef>
#include <cstdint>

namespace stu::platform {
namespace {

struct Renderer {
    EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = 0;
    GLuint program = 0, vertices = 0, indices = 0, layout = 0;
    GLint projection = -1;
    bool ready = false;
};
Renderer gl;

constexpr const char* vertex_source = R"(#version 300 es
uniform vec4 projection;
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 colour;
out vec2 frag_uv;
out vec4 frag_colour;
void main() {
    frag_uv = uv;
    frag_colour = colour;
    gl_Position = vec4(position * projection.xy + projection.zw, 0.0, 1.0);
})";
// The atlas holds coverage only, so one channel is enough. Colours leave premultiplied, as the page expects
// them.
constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D atlas;
in vec2 frag_uv;
in vec4 frag_colour;
out vec4 result;
void main() {
    float alpha = frag_colour.a * texture(atlas, frag_uv).r;
    result = vec4(frag_colour.rgb * alpha, alpha);
})";

GLuint compiled(GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    return shader;
}

const void* offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

void create_objects() {
    gl.program = glCreateProgram();
    const GLuint vertex = compiled(GL_VERTEX_SHADER, vertex_source);
    const GLuint fragment = compiled(GL_FRAGMENT_SHADER, fragment_source);
    glAttachShader(gl.program, vertex);
    glAttachShader(gl.program, fragment);
    glLinkProgram(gl.program);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    gl.projection = glGetUniformLocation(gl.program, "projection");

    glGenVertexArrays(1, &gl.layout);
    glBindVertexArray(gl.layout);
    glGenBuffers(1, &gl.vertices);
    glGenBuffers(1, &gl.indices);
    glBindBuffer(GL_ARRAY_BUFFER, gl.vertices);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, gl.indices);
    glEnableVertexAttribArray(0);
    glEnableVertexAttribArray(1);
    glEnableVertexAttribArray(2);
    constexpr GLsizei stride = sizeof(ImDrawVert);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, stride, offset(offsetof(ImDrawVert, pos)));
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, offset(offsetof(ImDrawVert, uv)));
    glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, offset(offsetof(ImDrawVert, col)));

    glUseProgram(gl.program);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    gl.ready = true;
}

void upload(const ImTextureData& texture, int x, int y, int width, int height) {
    glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, width, height, GL_RED, GL_UNSIGNED_BYTE,
                    texture.Pixels + (x + y * texture.Width) * texture.BytesPerPixel);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void update_texture(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate) {
        GLuint name = 0;
        glGenTextures(1, &name);
        glBindTexture(GL_TEXTURE_2D, name);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, texture.Width, texture.Height, 0, GL_RED, GL_UNSIGNED_BYTE,
                     texture.Pixels);
        texture.SetTexID(name);
        texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantUpdates) {
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture.TexID));
        for (const ImTextureRect& rect : texture.Updates) upload(texture, rect.x, rect.y, rect.w, rect.h);
        texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
        const auto name = static_cast<GLuint>(texture.TexID);
        glDeleteTextures(1, &name);
        texture.SetTexID(ImTextureID_Invalid);
        texture.SetStatus(ImTextureStatus_Destroyed);
    }
}

} // namespace

bool start_renderer() {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    wanted.alpha = EM_TRUE; // the last frame stays on screen while nothing is drawn
    wanted.depth = EM_FALSE;
    wanted.antialias = EM_FALSE;
    wanted.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
    gl.context = emscripten_webgl_create_context("#canvas", &wanted);
    return context_restored();
}

void context_lost() {
    gl.ready = false;
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetTexID(ImTextureID_Invalid);
        if (texture->Status != ImTextureStatus_Destroyed) texture->SetStatus(ImTextureStatus_WantCreate);
    }
}

bool context_restored() {
    if (gl.context <= 0 || emscripten_webgl_make_context_current(gl.context) != EMSCRIPTEN_RESULT_SUCCESS)
        return false;
    create_objects();
    return true;
}

void render() {
    const ImDrawData* data = ImGui::GetDrawData();
    if (!gl.ready || !data) return;
    for (ImTextureData* texture : *data->Textures)
        if (texture->Status != ImTextureStatus_OK) update_texture(*texture);

    const float scale_x = data->FramebufferScale.x, scale_y = data->FramebufferScale.y;
    const int width = static_cast<int>(data->DisplaySize.x * scale_x + 0.5f);
    const int height = static_cast<int>(data->DisplaySize.y * scale_y + 0.5f);
    glViewport(0, 0, width, height);
    glUniform4f(gl.projection, 2 / data->DisplaySize.x, -2 / data->DisplaySize.y, -1, 1);

    for (const ImDrawList* list : data->CmdLists) {
        glBufferData(GL_ARRAY_BUFFER, list->VtxBuffer.size_in_bytes(), list->VtxBuffer.Data, GL_STREAM_DRAW);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer.size_in_bytes(), list->IdxBuffer.Data,
                     GL_STREAM_DRAW);
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const int x = static_cast<int>(command.ClipRect.x * scale_x),
                      y = static_cast<int>(command.ClipRect.y * scale_y);
            const int w = static_cast<int>(command.ClipRect.z * scale_x) - x;
            const int h = static_cast<int>(command.ClipRect.w * scale_y) - y;
            if (w <= 0 || h <= 0 || command.ElemCount == 0) continue;
            glScissor(x, height - y - h, w, h);
            glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(command.GetTexID()));
            glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount),
                           sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT,
                           offset(command.IdxOffset * sizeof(ImDrawIdx)));
        }
    }
}

} // namespace stu::platform
